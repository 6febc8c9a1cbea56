// The permissions of the catalogue as rows (what) and columns (which action).

import type { NamedScope, ScopeGroup } from "~generated/schema";

export interface MatrixRow {
  name: string;
  /** By action; only those that there are. */
  permissions: ReadonlyMap<string, NamedScope>;
}

export interface MatrixGroup {
  /** Null where the only row says it all. */
  heading: string | null;
  rows: readonly MatrixRow[];
}

export interface Matrix {
  actions: readonly string[];
  groups: readonly MatrixGroup[];
  /** How many permissions there are. */
  size: number;
}

/** Those that come first; others follow in the order of the catalogue. */
const usualOrder = ["read", "write", "execute", "publish", "delete"];

function split(permission: string): { resource: string; action: string } {
  const colon = permission.lastIndexOf(":");
  return { resource: permission.slice(0, Math.max(colon, 0)), action: permission.slice(colon + 1) };
}

const capitalized = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);

function rowsOf(group: ScopeGroup): MatrixRow[] {
  const byResource = new Map<string, Map<string, NamedScope>>();
  for (const scope of group.scopes) {
    const { resource, action } = split(scope.name);
    const row = byResource.get(resource) ?? new Map<string, NamedScope>();
    byResource.set(resource, row.set(action, scope));
  }
  const isAlone = byResource.size === 1;
  return [...byResource].map(([resource, permissions]) => ({
    name: isAlone ? group.group : capitalized(resource) || group.group,
    permissions,
  }));
}

export function makeMatrix(catalogue: readonly ScopeGroup[]): Matrix {
  const found = new Set<string>();
  let size = 0;
  const groups = catalogue.map((group): MatrixGroup => {
    const rows = rowsOf(group);
    for (const scope of group.scopes) found.add(split(scope.name).action);
    size += group.scopes.length;
    return { heading: rows.length > 1 ? group.group : null, rows };
  });
  const usual = usualOrder.filter((action) => found.has(action));
  const actions = [...usual, ...[...found].filter((action) => !usualOrder.includes(action))];
  return { actions, groups, size };
}

/** `selected` with each of `names` in it, or none of them. */
export function withPermissions(
  selected: readonly string[],
  names: readonly string[],
  isIn: boolean,
): string[] {
  const others = selected.filter((name) => !names.includes(name));
  return isIn ? [...others, ...names] : others;
}
