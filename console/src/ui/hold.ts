import { useBlocker } from "@tanstack/react-router";

/** Keeps the page from being left, by a link, the back button or closing the tab; tells each attempt. */
export function useHold(isHeld: boolean, onAttempt: () => void): void {
  useBlocker({
    shouldBlockFn: () => {
      if (isHeld) onAttempt();
      return isHeld;
    },
    enableBeforeUnload: () => isHeld,
  });
}
