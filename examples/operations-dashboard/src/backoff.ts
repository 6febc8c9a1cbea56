// How long to wait before the next attempt.

const FIRST_MILLISECONDS = 1_000;
const LONGEST_MILLISECONDS = 30_000;

/**
 * A random time below a limit that doubles with each failure, never less than half of it, so that
 * many dashboards do not come back at the same moment; and never before `notBefore`, which is what a
 * `Retry-After` says.
 */
export function backoff(
  failures: number,
  {
    random = Math.random,
    notBefore = 0,
  }: { random?: () => number; notBefore?: number | undefined } = {},
): number {
  const limit = Math.min(LONGEST_MILLISECONDS, FIRST_MILLISECONDS * 2 ** Math.max(0, failures - 1));
  return Math.max(notBefore, limit / 2 + (random() * limit) / 2);
}

/** Resolves after that time, or as soon as the signal aborts. */
export function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    signal.addEventListener("abort", done);
  });
}
