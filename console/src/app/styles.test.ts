import { existsSync, globSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

const root = new URL("../../", import.meta.url).pathname;
const imports = /import \{([^}]*)\} from "@mantine\/core"/g;

function usedComponents(): string[] {
  const names = globSync("src/**/*.tsx", { cwd: root }).flatMap((file) =>
    [...readFileSync(`${root}${file}`, "utf8").matchAll(imports)].flatMap((match) =>
      (match[1] ?? "").split(",").map((name) => name.trim()),
    ),
  );
  return [...new Set(names)].filter((name) => /^[A-Z]/.test(name)).sort();
}

test("every component in use has its styles", () => {
  const text = readFileSync(`${root}src/app/styles.ts`, "utf8");
  const used = usedComponents();
  expect(used).toContain("Button");
  const missing = used.filter(
    (name) =>
      existsSync(`${root}node_modules/@mantine/core/styles/${name}.css`) &&
      !text.includes(`/${name}.css"`),
  );
  expect(missing).toEqual([]);
});
