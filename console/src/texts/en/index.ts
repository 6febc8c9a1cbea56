import { audit } from "./audit";
import { clients } from "./clients";
import { common } from "./common";
import { profile } from "./profile";
import { shell } from "./shell";

export const en = { common, shell, clients, audit, profile };

/** What every language provides. */
export type Texts = typeof en;
