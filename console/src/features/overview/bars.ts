// The counts of the server as bars with words.

import type { Texts } from "~/texts";
import type { Format } from "~/texts/format";
import type { Bar } from "~/ui/Bars";

export interface Bucket {
  from: string;
  good: number;
  bad: number;
}

interface Chart {
  bars: Bar[];
  axis: string[];
}

type Words = Texts["overview"]["chart"];

const HOUR = 3_600_000;
/** Hours between two words below the bars of a day. */
const LABELLED_HOURS = 12;

export function dayChart(buckets: readonly Bucket[], words: Words, format: Format): Chart {
  const bars = buckets.map(({ from, good, bad }) => {
    const start = new Date(from);
    const end = new Date(start.getTime() + HOUR);
    return { id: from, title: words.span(format.time(start), format.time(end)), good, bad };
  });
  const axis = buckets
    .filter((_, index) => index % LABELLED_HOURS === 0)
    .map(({ from }) => format.time(new Date(from)));
  return { bars, axis: [...axis, words.now] };
}

export function weekChart(buckets: readonly Bucket[], words: Words, format: Format): Chart {
  const moment = (time: Date) => `${format.weekday(time)} ${format.time(time)}`;
  const ends = buckets.map(({ from }) => new Date(new Date(from).getTime() + 24 * HOUR));
  const bars = buckets.map(({ from, good, bad }, index) => {
    const title = words.span(moment(new Date(from)), moment(ends[index] ?? new Date(from)));
    return { id: from, title, good, bad };
  });
  // Each by the day that it ends on: the last one is today.
  const axis = ends.map((end) => format.weekday(new Date(end.getTime() - 1)));
  return { bars, axis };
}
