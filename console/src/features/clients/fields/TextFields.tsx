// Name and description with their counters. Longer input stays as typed, and says by how much it is
// too long.

import { Textarea, TextInput } from "@mantine/core";
import type { ReactNode, Ref } from "react";
import { useTexts } from "~/texts";
import classes from "./fields.module.css";
import {
  characterCount,
  descriptionFault,
  MOST_DESCRIPTION_CHARACTERS,
  MOST_NAME_CHARACTERS,
  nameFault,
} from "./words";

interface Props<Element> {
  value: string;
  onChange: (value: string) => void;
  /** What the server, or a check at submission, says. */
  error?: ReactNode;
  ref?: Ref<Element>;
}

export function NameField({ value, onChange, error, ref }: Props<HTMLInputElement>) {
  const words = useTexts().register.fields.name;
  const fault = nameFault(value);
  const live =
    fault === "too_long"
      ? words.faults.too_long(characterCount(value) - MOST_NAME_CHARACTERS)
      : fault === "control"
        ? words.faults.control
        : null;
  return (
    <TextInput
      ref={ref}
      label={words.label}
      description={words.description}
      withAsterisk
      aria-required
      autoComplete="off"
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      error={live ?? error}
      inputContainer={(input) => (
        <>
          {input}
          <Counter text={value} most={MOST_NAME_CHARACTERS} />
        </>
      )}
    />
  );
}

export function DescriptionField({ value, onChange, error, ref }: Props<HTMLTextAreaElement>) {
  const words = useTexts().register.fields.description;
  const fault = descriptionFault(value);
  const live =
    fault === "too_long"
      ? words.faults.too_long(characterCount(value) - MOST_DESCRIPTION_CHARACTERS)
      : fault === "control"
        ? words.faults.control
        : null;
  return (
    <Textarea
      ref={ref}
      label={words.label}
      description={words.description}
      autosize
      minRows={2}
      maxRows={8}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      error={live ?? error}
      inputContainer={(input) => (
        <>
          {input}
          <Counter text={value} most={MOST_DESCRIPTION_CHARACTERS} />
        </>
      )}
    />
  );
}

function Counter({ text, most }: { text: string; most: number }) {
  const texts = useTexts().common;
  const used = characterCount(text);
  return (
    <span className={classes.counter} data-over={used > most || undefined}>
      {texts.charactersLeft(used, most)}
    </span>
  );
}
