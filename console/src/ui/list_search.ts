// The part of a list page's address that says what it shows: page, search, order.

export interface ListSearch<Sort extends string = string> {
  page?: number;
  q?: string;
  sort?: Sort;
  order?: "asc" | "desc";
}

export const PAGE_SIZE = 25;

/** Keeps what makes sense of an address; what does not counts as left out. */
export function readListSearch<Sort extends string>(
  given: Record<string, unknown>,
  sorts: readonly Sort[],
): ListSearch<Sort> {
  const page = Number(given.page);
  const q = typeof given.q === "string" || typeof given.q === "number" ? String(given.q) : "";
  const sort = sorts.find((one) => one === given.sort);
  const order = given.order === "asc" || given.order === "desc" ? given.order : undefined;
  return {
    ...(Number.isInteger(page) && page > 1 ? { page } : {}),
    ...(q ? { q } : {}),
    ...(sort ? { sort } : {}),
    ...(order ? { order } : {}),
  };
}

/** One of the choices, or nothing. */
export function readChoice<Choice extends string>(
  given: unknown,
  choices: readonly Choice[],
): Choice | undefined {
  return choices.find((one) => one === given);
}
