// The fields of a user's form, and what is wrong with them before the server is asked.

import type { Texts } from "~/texts";

export interface UserValues {
  email: string;
  first_name: string;
  last_name: string;
  role_ids: string[];
  /** Of new users only. */
  password: string;
}

export const userFields = ["email", "first_name", "last_name", "role_ids", "password"] as const;

const MOST_NAME_CHARACTERS = 100;
const LEAST_PASSWORD_CHARACTERS = 10;

type Words = Texts["users"]["faults"];

const characters = (text: string) => [...text].length;

export function emailFault(email: string, words: Words): string | null {
  if (!email.trim()) return words.emailMissing;
  return /^[^\s@]+@[^\s@]+$/.test(email.trim()) ? null : words.emailWrong;
}

export function nameFault(name: string, words: Words): string | null {
  return characters(name) > MOST_NAME_CHARACTERS ? words.nameLong : null;
}

export function passwordFault(password: string, words: Words): string | null {
  if (!password) return words.passwordMissing;
  return characters(password) < LEAST_PASSWORD_CHARACTERS ? words.passwordShort : null;
}
