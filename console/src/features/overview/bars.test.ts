import { describe, expect, it } from "vitest";
import { en } from "~/texts/en";
import { makeFormat } from "~/texts/format";
import { dayChart, weekChart } from "./bars";

const words = en.overview.chart;
const format = makeFormat("en");
const buckets = (count: number, hours: number) =>
  Array.from({ length: count }, (_, index) => ({
    from: new Date(Date.UTC(2026, 10, 1, index * hours)).toISOString(),
    good: index,
    bad: 1,
  }));

describe("charts", () => {
  it("have a bar for each hour of a day, named from and to", () => {
    const { bars, axis } = dayChart(buckets(24, 1), words, format);
    expect(bars).toHaveLength(24);
    expect(bars[3]).toMatchObject({ good: 3, bad: 1 });
    const [from, to] = [1, 2].map((hour) => format.time(new Date(Date.UTC(2026, 10, 1, hour))));
    expect(bars[1]?.title).toBe(`${from} to ${to}`);
    expect(axis).toHaveLength(3);
    expect(axis.at(-1)).toBe("now");
  });

  it("have a bar and a weekday for each day of a week", () => {
    const { bars, axis } = weekChart(buckets(7, 24), words, format);
    expect(bars).toHaveLength(7);
    expect(new Set(axis).size).toBe(7);
    const end = new Date(Date.UTC(2026, 10, 8) - 1);
    expect(axis.at(-1)).toBe(format.weekday(end));
  });
});
