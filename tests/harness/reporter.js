// A reporter for `node --test` that writes counts and failures as one JSON object.

const KEPT_OUTPUT = 3000;

function describe({ name, file, details }, output) {
  const error = details.error?.cause ?? details.error;
  if (details.error?.failureType === "cancelledByParent") return `${name}: not run, see its suite`;
  const why = error?.cause ? `\ncause: ${error.cause.stack ?? error.cause}` : "";
  const text = (error?.stack ?? String(error)) + why;
  const printed = output ? `\noutput:\n${output.slice(-KEPT_OUTPUT)}` : "";
  return `${(file ?? "").split("/tests/").pop()}: ${name}\n${text.slice(0, KEPT_OUTPUT)}${printed}`;
}

export default async function* report(source) {
  let passed = 0;
  let skipped = 0;
  const failures = [];
  const output = new Map();
  for await (const { type, data } of source) {
    if (type === "test:stdout" || type === "test:stderr") {
      output.set(data.file, (output.get(data.file) ?? "") + data.message);
    } else if (type === "test:fail") {
      if (data.details.error?.failureType === "subtestsFailed") continue;
      failures.push(describe(data, output.get(data.file)));
      output.delete(data.file);
    } else if (type === "test:pass" && data.details.type !== "suite") {
      if (data.skip !== undefined || data.todo !== undefined) skipped += 1;
      else passed += 1;
    }
  }
  yield JSON.stringify({ passed, skipped, failures });
}
