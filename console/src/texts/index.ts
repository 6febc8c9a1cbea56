// The languages of the console: texts by language, and numbers and times as it writes them.

import { createContext, useContext } from "react";
import { en, type Texts } from "./en";

export type { Texts } from "./en";

export const languages = { en: "English", de: "Deutsch" } as const;
export type Language = keyof typeof languages;

const storageKey = "latchkey-language";

function isLanguage(text: string): text is Language {
  return text in languages;
}

/** The one chosen before, else the first that the browser asks for and there is. */
export function preferredLanguage(
  chosen: string | null = localStorage.getItem(storageKey),
  asked: readonly string[] = navigator.languages,
): Language {
  if (chosen && isLanguage(chosen)) return chosen;
  return asked.map((tag) => tag.split("-")[0] ?? "").find(isLanguage) ?? "en";
}

export function rememberLanguage(language: Language): void {
  localStorage.setItem(storageKey, language);
}

export async function loadTexts(language: Language): Promise<Texts> {
  return language === "de" ? (await import("./de")).de : en;
}

export interface Spoken {
  language: Language;
  texts: Texts;
  speak: (language: Language) => void;
}

export const SpokenContext = createContext<Spoken>({
  language: "en",
  texts: en,
  speak: () => {},
});

export function useSpoken(): Spoken {
  return useContext(SpokenContext);
}

export function useTexts(): Texts {
  return useContext(SpokenContext).texts;
}
