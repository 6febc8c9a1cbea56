// Numbers and times as the language writes them.

import { useMemo } from "react";
import { useSpoken } from ".";

const steps: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ["year", 365 * 86_400],
  ["month", 30 * 86_400],
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
  ["second", 1],
];

export interface Format {
  number: (value: number) => string;
  /** "3 hours ago", "in 2 days" */
  relative: (time: Date, now: Date) => string;
  /** Date and time with its zone, for tooltips. */
  absolute: (time: Date) => string;
  /** Date and time to the second. */
  moment: (time: Date) => string;
  date: (time: Date) => string;
  time: (time: Date) => string;
  weekday: (time: Date) => string;
  /** "15 minutes", "30 days": the largest unit that says it exactly. */
  duration: (seconds: number) => string;
  list: (items: readonly string[]) => string;
}

const durationUnits = [
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
  ["second", 1],
] as const;

export function makeFormat(language: string): Format {
  const number = new Intl.NumberFormat(language);
  const relative = new Intl.RelativeTimeFormat(language, { numeric: "auto" });
  const absolute = new Intl.DateTimeFormat(language, { dateStyle: "long", timeStyle: "long" });
  const moment = new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "medium" });
  const date = new Intl.DateTimeFormat(language, { dateStyle: "medium" });
  const time = new Intl.DateTimeFormat(language, { timeStyle: "short" });
  const weekday = new Intl.DateTimeFormat(language, { weekday: "short" });
  const list = new Intl.ListFormat(language);
  return {
    number: (value) => number.format(value),
    relative(at, now) {
      const seconds = (at.getTime() - now.getTime()) / 1000;
      const [unit, size] = steps.find(([, length]) => Math.abs(seconds) >= length) ?? ["second", 1];
      return relative.format(Math.trunc(seconds / size), unit);
    },
    absolute: (at) => absolute.format(at),
    moment: (at) => moment.format(at),
    date: (at) => date.format(at),
    time: (at) => time.format(at),
    weekday: (at) => weekday.format(at),
    duration(seconds) {
      const [unit, size] = durationUnits.find(([, length]) => seconds % length === 0) ?? [
        "second",
        1,
      ];
      return new Intl.NumberFormat(language, {
        style: "unit",
        unit,
        unitDisplay: "long",
      }).format(seconds / size);
    },
    list: (items) => list.format(items),
  };
}

export function useFormat(): Format {
  const { language } = useSpoken();
  return useMemo(() => makeFormat(language), [language]);
}
