// A small chart of two counts over time: what went well, and hatched on top of it what did not.
// The figures of each bar are shown on hover and, by the arrow keys, on focus; screen readers have
// them as a table too.

import { type PointerEvent, useId, useState } from "react";
import { useFormat } from "~/texts/format";
import classes from "./Bars.module.css";

export interface Bar {
  id: string;
  /** The period in words: "14:00 to 15:00". */
  title: string;
  good: number;
  bad: number;
}

interface Props {
  /** What is counted and when, for screen readers. */
  label: string;
  /** The whole period, shown while no bar is pointed at. */
  period: string;
  /** Heading of the periods in the table. */
  periodHeading: string;
  names: { good: string; bad: string };
  bars: readonly Bar[];
  /** Below the bars; as many as there are bars, or a few at even distances. */
  axis: readonly string[];
}

const HEIGHT = 64;
const LEAST = 3;

export function Bars({ label, period, periodHeading, names, bars, axis }: Props) {
  const format = useFormat();
  const [active, setActive] = useState<number | null>(null);
  const last = bars.length - 1;
  const shown = (active === null ? undefined : bars[active]) ?? sum(bars, period);

  const point = (event: PointerEvent<HTMLInputElement>) => {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    const index = Math.floor(((event.clientX - left) / width) * bars.length);
    setActive(Math.min(last, Math.max(0, index)));
  };
  const say = ({ title, good, bad }: Bar) =>
    `${title}: ${names.good} ${format.number(good)}, ${names.bad} ${format.number(bad)}`;
  const at = bars[active ?? last];

  return (
    <figure className={classes.figure}>
      <div className={classes.readout} aria-hidden>
        <span className={classes.period}>{shown.title}</span>
        <Value kind="good" name={names.good} value={format.number(shown.good)} />
        <Value kind="bad" name={names.bad} value={format.number(shown.bad)} />
      </div>
      <div className={classes.plot}>
        <Plot bars={bars} active={active} />
        <input
          type="range"
          className={classes.cursor}
          aria-label={label}
          aria-valuetext={at ? say(at) : ""}
          min={0}
          max={last}
          value={active ?? last}
          onChange={(event) => setActive(Number(event.currentTarget.value))}
          onFocus={() => setActive((before) => before ?? last)}
          onBlur={() => setActive(null)}
          onPointerMove={point}
          onPointerLeave={() => setActive(null)}
        />
      </div>
      <div
        className={`${classes.axis} ${axis.length === bars.length ? classes.even : ""}`}
        aria-hidden
      >
        {axis.map((text) => (
          <span key={text}>{text}</span>
        ))}
      </div>
      <div className="visually-hidden">
        <table>
          <caption>{label}</caption>
          <thead>
            <tr>
              <th scope="col">{periodHeading}</th>
              <th scope="col">{names.good}</th>
              <th scope="col">{names.bad}</th>
            </tr>
          </thead>
          <tbody>
            {bars.map((bar) => (
              <tr key={bar.id}>
                <th scope="row">{bar.title}</th>
                <td>{format.number(bar.good)}</td>
                <td>{format.number(bar.bad)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </figure>
  );
}

function sum(bars: readonly Bar[], title: string): Bar {
  const total = (kind: "good" | "bad") => bars.reduce((before, bar) => before + bar[kind], 0);
  return { id: "", title, good: total("good"), bad: total("bad") };
}

function Value({ kind, name, value }: { kind: "good" | "bad"; name: string; value: string }) {
  const hatch = useId();
  return (
    <span className={classes.value}>
      <svg width={12} height={12} aria-hidden className={classes[kind]}>
        <Hatch id={hatch} />
        <rect {...block(kind, hatch)} x={1} y={1} width={10} height={10} />
      </svg>
      {name} <b>{value}</b>
    </span>
  );
}

function Plot({ bars, active }: { bars: readonly Bar[]; active: number | null }) {
  const hatch = useId();
  const most = Math.max(1, ...bars.map(({ good, bad }) => good + bad));
  const step = 100 / bars.length;
  const tall = (value: number) => (value === 0 ? 0 : Math.max(LEAST, (value / most) * HEIGHT));
  return (
    <svg height={HEIGHT + LEAST} aria-hidden>
      <Hatch id={hatch} />
      {active === null ? null : (
        <rect
          className={classes.active}
          x={`${active * step}%`}
          width={`${step}%`}
          y={0}
          height="100%"
        />
      )}
      {bars.map(({ id, good, bad }, index) => {
        const x = `${index * step + step * 0.15}%`;
        const width = `${step * 0.7}%`;
        const base = HEIGHT + LEAST;
        const low = tall(good);
        const high = Math.min(tall(bad), HEIGHT + LEAST - low);
        return (
          <g key={id}>
            <rect {...block("good", hatch)} x={x} width={width} y={base - low} height={low} />
            {high > 0 ? (
              <rect
                {...block("bad", hatch)}
                x={x}
                width={width}
                y={base - low - high}
                height={high}
              />
            ) : null}
          </g>
        );
      })}
    </svg>
  );
}

function block(kind: "good" | "bad", hatch: string) {
  if (kind === "good") return { className: classes.good };
  return { className: `${classes.bad} ${classes.outline}`, fill: `url(#${hatch})` };
}

function Hatch({ id }: { id: string }) {
  return (
    <defs>
      <pattern
        id={id}
        className={classes.bad}
        width={5}
        height={5}
        patternUnits="userSpaceOnUse"
        patternTransform="rotate(45)"
      >
        <path d="M0 0V5" />
      </pattern>
    </defs>
  );
}
