import type { Texts } from "../en";
import { en } from "../en";
import { audit } from "./audit";
import { overview } from "./overview";
import { profile } from "./profile";
import { register } from "./register";
import { roles } from "./roles";
import { settings } from "./settings";
import { users } from "./users";

export const de: Texts = { ...en, audit, profile, overview, users, roles, settings, register };
