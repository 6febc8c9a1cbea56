// The fields of a role's form, and what is wrong with them before the server is asked.

import type { Texts } from "~/texts";

export interface RoleValues {
  name: string;
  description: string;
  permissions: string[];
}

export const roleFields = ["name", "description", "permissions"] as const;

export const MOST_NAME_CHARACTERS = 100;
export const MOST_DESCRIPTION_CHARACTERS = 500;

export function roleFaults(words: Texts["roles"]["fields"]) {
  return {
    name: (name: string) => {
      if (!name.trim()) return words.nameMissing;
      return [...name].length > MOST_NAME_CHARACTERS ? words.nameLong : null;
    },
    description: (description: string) =>
      [...description].length > MOST_DESCRIPTION_CHARACTERS ? words.descriptionLong : null,
  };
}
