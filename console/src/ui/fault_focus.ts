import { useCallback, useRef } from "react";

/** For a form's element, and what takes the focus to its first field with a fault once it shows. */
export function useFaultFocus() {
  const form = useRef<HTMLFormElement>(null);
  const focusFault = useCallback(() => {
    requestAnimationFrame(() =>
      form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus(),
    );
  }, []);
  return { form, focusFault };
}
