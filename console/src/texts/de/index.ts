import type { Texts } from "../en";
import { en } from "../en";
import { audit } from "./audit";
import { profile } from "./profile";

export const de: Texts = { ...en, audit, profile };
