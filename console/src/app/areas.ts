// The parts of the console, and who may open each. The server refuses what it must by itself.

import { may } from "~/api/me";
import type { Texts } from "~/texts";
import type { Me } from "~generated/schema";

export type Area = "overview" | "users" | "roles" | "clients" | "general" | "audit" | "profile";

const rules: Record<Area, (me: Me) => boolean> = {
  overview: () => true,
  users: (me) => may(me, "users:read"),
  roles: (me) => may(me, "roles:read"),
  clients: (me) => me.is_system_administrator,
  general: (me) => may(me, "settings:read"),
  audit: (me) => may(me, "audit:read"),
  profile: () => true,
};

export function mayOpen(me: Me, area: Area): boolean {
  return rules[area](me);
}

export function areaName(texts: Texts, area: Area): string {
  return texts.shell[area];
}
