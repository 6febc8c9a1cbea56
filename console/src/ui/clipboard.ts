// Copying text, also where the browser keeps its clipboard from the page.

import { useEffect, useRef, useState } from "react";
import { useTexts } from "~/texts";
import { notifyDone, notifyNot } from "./notify";

const SHOWN_MILLISECONDS = 1500;

/** Whether it is in the clipboard now. */
async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyBySelection(text);
  }
}

/** What works without permission and over plain HTTP: copying what is selected. */
function copyBySelection(text: string): boolean {
  const before = document.activeElement;
  const field = document.createElement("textarea");
  field.value = text;
  field.readOnly = true;
  field.className = "visually-hidden";
  document.body.append(field);
  field.select();
  try {
    return document.execCommand("copy");
  } catch {
    return false;
  } finally {
    field.remove();
    if (before instanceof HTMLElement) before.focus({ preventScroll: true });
  }
}

/** For a control that says by itself that it has copied; a failure is a message. */
export function useCopy(): { isCopied: boolean; copy: (text: string) => Promise<void> } {
  const words = useTexts().common;
  const [isCopied, setCopied] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  return {
    isCopied,
    copy: async (text) => {
      clearTimeout(timer.current);
      const isDone = await copyText(text);
      setCopied(isDone);
      if (isDone) timer.current = setTimeout(() => setCopied(false), SHOWN_MILLISECONDS);
      else notifyNot(words.copyFailed);
    },
  };
}

/** For a menu, which closes: says in a message whether it has copied. */
export function useCopyAndTell(): (text: string) => Promise<void> {
  const words = useTexts().common;
  return async (text) => {
    if (await copyText(text)) notifyDone(words.copied);
    else notifyNot(words.copyFailed);
  };
}
