import { audit } from "./audit";
import { client } from "./client";
import { clients } from "./clients";
import { common } from "./common";
import { overview } from "./overview";
import { profile } from "./profile";
import { register } from "./register";
import { roles } from "./roles";
import { settings } from "./settings";
import { shell } from "./shell";
import { users } from "./users";

export const en = {
  common,
  shell,
  clients,
  client,
  audit,
  profile,
  overview,
  users,
  roles,
  settings,
  register,
};

/** What every language provides. */
export type Texts = typeof en;
