// What the signed-in user may do to a user, by the server's rules.

import { may } from "~/api/me";
import { holdsAllOf } from "~/api/roles";
import type { Me, Role, User } from "~generated/schema";

export interface UserRights {
  isSelf: boolean;
  /** Names, roles, status and deletion. */
  canChange: boolean;
  /** Password and e-mail address: whoever sets them can sign in as the user. */
  canTakeOver: boolean;
  /** A System Administrator, who only others of the kind may change. */
  isProtected: boolean;
}

/** `roles` are all there are, or undefined while they are unknown: then the server decides. */
export function rightsOver(me: Me, user: User, roles: readonly Role[] | undefined): UserRights {
  const held = user.roles.map(({ id }) => roles?.find((role) => role.id === id));
  const isProtected =
    !me.is_system_administrator && held.some((role) => role?.is_system_administrator);
  const canChange = may(me, "users:write") && !isProtected;
  return {
    isSelf: me.user.id === user.id,
    canChange,
    canTakeOver: canChange && held.every((role) => role === undefined || holdsAllOf(me, role)),
    isProtected,
  };
}
