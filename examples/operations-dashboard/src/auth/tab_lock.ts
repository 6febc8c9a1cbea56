// One tab a session. Duplicating a tab copies its sessionStorage: two tabs would then spend the same
// refresh token, which the server takes for theft and answers by ending the grant for both.

const PATIENCE_MILLISECONDS = 1_500;

/**
 * Whether this tab is the only one of that session. If so it stays that until it is closed or reloaded.
 * A tab that is being reloaded may hold its lock for a moment longer.
 */
export function holdSession(id: string, locks: LockManager = navigator.locks): Promise<boolean> {
  return new Promise((resolve) => {
    const hold = () => {
      resolve(true);
      return new Promise<never>(() => {});
    };
    const signal = AbortSignal.timeout(PATIENCE_MILLISECONDS);
    locks.request(`operations-dashboard.${id}`, { signal }, hold).catch(() => resolve(false));
  });
}
