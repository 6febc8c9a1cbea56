import { describe, expect, it } from "vitest";
import type { Me, Role, User } from "~generated/schema";
import { rightsOver } from "./rights";

const time = "2026-01-01T00:00:00Z";
const role = (id: string, permissions: string[], isAdministrator = false): Role => ({
  id,
  name: id,
  description: "",
  permissions,
  is_built_in: false,
  is_system_administrator: isAdministrator,
  user_count: 0,
  created_at: time,
  updated_at: time,
});
const user = (id: string, roles: string[]): User => ({
  id,
  email: `${id}@example.com`,
  first_name: "",
  last_name: "",
  status: "active",
  roles: roles.map((one) => ({ id: one, name: one })),
  created_at: time,
  last_sign_in_at: null,
});
const me = (permissions: string[], isAdministrator = false): Me => ({
  user: user("me", []),
  roles: [],
  permissions,
  is_system_administrator: isAdministrator,
  csrf_token: "",
});

const roles = [
  role("administrator", ["users:write", "pipelines:read"], true),
  role("viewer", ["pipelines:read"]),
];
const clerk = me(["users:read", "users:write"]);

describe("rightsOver", () => {
  it("gives a reader nothing to change", () => {
    const rights = rightsOver(me(["users:read"]), user("a", []), roles);
    expect(rights).toMatchObject({ canChange: false, canTakeOver: false, isProtected: false });
  });

  it("keeps a System Administrator from all others", () => {
    const rights = rightsOver(clerk, user("a", ["administrator"]), roles);
    expect(rights).toMatchObject({ canChange: false, canTakeOver: false, isProtected: true });
  });

  it("keeps password and e-mail from those who hold less than the user", () => {
    expect(rightsOver(clerk, user("a", ["viewer"]), roles)).toMatchObject({
      canChange: true,
      canTakeOver: false,
    });
    const holder = me(["users:write", "pipelines:read"]);
    expect(rightsOver(holder, user("a", ["viewer"]), roles).canTakeOver).toBe(true);
  });

  it("leaves it to the server while the roles are unknown", () => {
    expect(rightsOver(clerk, user("a", ["viewer"]), undefined)).toMatchObject({
      canChange: true,
      canTakeOver: true,
    });
  });

  it("lets a System Administrator do everything", () => {
    expect(rightsOver(me([], true), user("a", ["administrator"]), roles)).toMatchObject({
      canChange: true,
      canTakeOver: true,
      isSelf: false,
    });
  });

  it("knows oneself", () => {
    expect(rightsOver(clerk, clerk.user, roles).isSelf).toBe(true);
  });
});
