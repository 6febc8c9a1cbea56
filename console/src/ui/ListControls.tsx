import { CloseButton, Group, SegmentedControl, TextInput } from "@mantine/core";
import { useDebouncedCallback, useHotkeys } from "@mantine/hooks";
import { IconSearch } from "@tabler/icons-react";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { useTexts } from "~/texts";
import classes from "./ListControls.module.css";

interface SearchProps {
  value: string;
  onChange: (value: string) => void;
  /** What is searched, shown while empty. */
  placeholder: string;
}

const PAUSE_MILLISECONDS = 250;

/** Searches as one types, after a pause; "/" jumps to it. */
export function SearchField({ value, onChange, placeholder }: SearchProps) {
  const texts = useTexts().common;
  const field = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState(value);
  const announce = useDebouncedCallback(onChange, PAUSE_MILLISECONDS);
  useHotkeys([["/", () => field.current?.focus()]]);
  // The address may change by itself: back, forward, filters cleared.
  useEffect(() => {
    if (document.activeElement !== field.current || value === "") setTyped(value);
  }, [value]);

  const change = (text: string) => {
    setTyped(text);
    announce(text);
  };
  return (
    <TextInput
      ref={field}
      type="search"
      className={classes.search}
      aria-label={texts.search}
      aria-keyshortcuts="/"
      placeholder={placeholder}
      leftSection={<IconSearch size={16} />}
      rightSection={
        typed ? <CloseButton size="sm" aria-label={texts.clear} onClick={() => change("")} /> : null
      }
      value={typed}
      onChange={(event) => change(event.currentTarget.value)}
      maxLength={200}
    />
  );
}

interface FilterProps<Choice extends string> {
  label: string;
  value: Choice;
  choices: readonly { value: Choice; label: string }[];
  onChange: (choice: Choice) => void;
}

export function Filter<Choice extends string>({
  label,
  value,
  choices,
  onChange,
}: FilterProps<Choice>) {
  return (
    <SegmentedControl
      aria-label={label}
      size="sm"
      value={value}
      data={choices.map((choice) => ({ ...choice }))}
      onChange={(chosen) => {
        const choice = choices.find((one) => one.value === chosen);
        if (choice) onChange(choice.value);
      }}
    />
  );
}

/** Search and filters above a list. */
export function ListControls({ children }: { children: ReactNode }) {
  return (
    <Group gap="sm" mb="md">
      {children}
    </Group>
  );
}
