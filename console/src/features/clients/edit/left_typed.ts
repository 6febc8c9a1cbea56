// What stands in inputs whose Add has not been pressed: it is not lost without a word.

import { useState } from "react";

const nothing = { redirect_uris: "", post_logout_redirect_uris: "", scopes: "" };
export type TypedField = keyof typeof nothing;

/** `onChange` is told of each change; `isLeft` whether something stands there now. */
export function useLeftTyped(onChange: (field: TypedField) => void) {
  const [typed, setTyped] = useState(nothing);
  const isLeft = (field: TypedField) => typed[field].trim() !== "";
  return {
    isLeft,
    isAnyLeft: (Object.keys(nothing) as TypedField[]).some(isLeft),
    propsOf: (field: TypedField) => ({
      typed: typed[field],
      onTyped: (text: string) => {
        setTyped((before) => ({ ...before, [field]: text }));
        onChange(field);
      },
    }),
  };
}
