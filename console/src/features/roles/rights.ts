// What the signed-in user may do to a role, by the server's rules.

import { may } from "~/api/me";
import { holdsAllOf } from "~/api/roles";
import type { Me, Role } from "~generated/schema";

export function mayChange(me: Me, role: Role): boolean {
  return may(me, "roles:write") && !role.is_system_administrator && holdsAllOf(me, role);
}
