// The scopes of an application against what the catalogue offers.

import type { Scopes } from "~generated/schema";

type Named = Scopes["oidc"][number];

/** In the order of the catalogue, the application's own behind it. */
export function orderScopes(scopes: Iterable<string>, catalogue: Scopes): string[] {
  const chosen = new Set(scopes);
  const known = [...catalogue.oidc, ...catalogue.permissions.flatMap((group) => group.scopes)]
    .map(({ name }) => name)
    .filter((name) => chosen.delete(name));
  return [...known, ...chosen];
}

export function withScopes(
  chosen: readonly string[],
  names: readonly string[],
  isChosen: boolean,
): string[] {
  const others = chosen.filter((name) => !names.includes(name));
  return isChosen ? [...others, ...names] : others;
}

/** Permissions the application has, or had when the form was opened, that cannot be selected now. */
export function noLongerOffered(names: readonly string[], catalogue: Scopes): Named[] {
  const offered = new Set(catalogue.rbac.flatMap((group) => group.scopes.map(({ name }) => name)));
  return catalogue.permissions
    .flatMap((group) => group.scopes)
    .filter(({ name }) => names.includes(name) && !offered.has(name));
}

export function customOf(names: readonly string[], catalogue: Scopes): string[] {
  const known = new Set(
    [...catalogue.oidc, ...catalogue.permissions.flatMap((group) => group.scopes)].map(
      ({ name }) => name,
    ),
  );
  return [...new Set(names)].filter((name) => !known.has(name));
}

export function matches(q: string, ...texts: readonly string[]): boolean {
  const words = q.toLowerCase().split(/\s+/);
  const text = texts.join(" ").toLowerCase();
  return words.every((word) => text.includes(word));
}
