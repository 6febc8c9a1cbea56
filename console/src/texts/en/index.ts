import { clients } from "./clients";
import { common } from "./common";
import { shell } from "./shell";

export const en = { common, shell, clients };

/** What every language provides. */
export type Texts = typeof en;
