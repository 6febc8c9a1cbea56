import { Checkbox } from "@mantine/core";
import { type ReactNode, useRef, useState } from "react";
import { useTexts } from "~/texts";
import { useHold } from "~/ui/hold";

interface Step {
  isSaved: boolean;
  /** Goes where the dialog ends. */
  box: ReactNode;
  /** Whether the dialog may close; if not, it is said why. */
  mayClose: () => boolean;
}

/** Between a secret that is shown once and the end of what shows it: saying that it is saved. */
export function useSavedStep(label: string, isNeeded: boolean): Step {
  const words = useTexts().register.registered;
  const box = useRef<HTMLInputElement>(null);
  const [isSaved, setSaved] = useState(!isNeeded);
  const [isMissed, setMissed] = useState(false);
  const miss = () => {
    setMissed(true);
    box.current?.focus();
  };
  useHold(!isSaved, miss);
  return {
    isSaved,
    mayClose: () => {
      if (!isSaved) miss();
      return isSaved;
    },
    box: (
      <Checkbox
        ref={box}
        label={label}
        checked={isSaved}
        error={isMissed && !isSaved ? words.savedFirst : undefined}
        onChange={(event) => setSaved(event.currentTarget.checked)}
      />
    ),
  };
}
