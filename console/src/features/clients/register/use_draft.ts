// The draft of the form; it survives a reload, in this tab only, and ends when the page is left.

import { useEffect, useState } from "react";
import { type Draft, emptyDraft, isUntouched, readDraft } from "./draft";

const storageKey = "latchkey-register-draft";

export function useDraft() {
  const [draft, setDraft] = useState<Draft>(
    () => readDraft(sessionStorage.getItem(storageKey)) ?? emptyDraft,
  );
  const [isRestored, setRestored] = useState(() => !isUntouched(draft));

  useEffect(() => {
    if (isUntouched(draft)) sessionStorage.removeItem(storageKey);
    else sessionStorage.setItem(storageKey, JSON.stringify(draft));
  }, [draft]);
  // Left by a link, after UnsavedGuard has asked; a reload does not come by here.
  useEffect(() => () => sessionStorage.removeItem(storageKey), []);

  return {
    draft,
    isRestored,
    change: (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part })),
    discard: () => {
      setDraft(emptyDraft);
      setRestored(false);
    },
  };
}
