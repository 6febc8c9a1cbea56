// What the server says about a form's fields, at those fields.

import { isProblem } from "~/api/problem";

/**
 * The message for each of the fields that the server complains about; none for other failures. A
 * list's complaint counts for the list itself.
 */
export function fieldProblems<Field extends string>(
  error: unknown,
  fields: readonly Field[],
): Partial<Record<Field, string>> {
  const found: Partial<Record<Field, string>> = {};
  if (!isProblem(error)) return found;
  for (const field of fields) {
    const said = error.about(field);
    // A refusal says in its detail what is wrong in a whole sentence.
    if (said !== undefined) found[field] = error.status === 400 ? said : error.message;
  }
  return found;
}
