// The course of a number, as a line.

import { formatNumber } from "./format";

const WIDTH = 96;
const HEIGHT = 24;

export function Sparkline({ numbers }: { numbers: readonly number[] }) {
  if (numbers.length < 2) return null;
  const least = Math.min(...numbers);
  const most = Math.max(...numbers);
  const across = (index: number) => (index / (numbers.length - 1)) * WIDTH;
  const down = (number: number) =>
    most === least ? HEIGHT / 2 : HEIGHT - ((number - least) / (most - least)) * HEIGHT;
  const points = numbers.map(
    (number, index) => `${across(index).toFixed(1)},${down(number).toFixed(1)}`,
  );
  return (
    <svg
      className="sparkline"
      viewBox={`-2 -2 ${WIDTH + 4} ${HEIGHT + 4}`}
      role="img"
      aria-label={`between ${formatNumber(least)} and ${formatNumber(most)}`}
    >
      <polyline points={points.join(" ")} />
      <circle cx={WIDTH} cy={down(numbers.at(-1) ?? 0)} r="2" />
    </svg>
  );
}
