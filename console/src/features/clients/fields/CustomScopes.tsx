import { Button, Group, Text, TextInput } from "@mantine/core";
import { useUncontrolled } from "@mantine/hooks";
import { type KeyboardEvent, useRef, useState } from "react";
import { useTexts } from "~/texts";
import type { Scopes } from "~generated/schema";
import classes from "./fields.module.css";
import { Boxes, Category } from "./ScopeBoxes";
import type { ScopesFieldProps } from "./ScopesField";
import { customOf, withScopes } from "./scope_choice";
import { MOST_SCOPES, scopeFault } from "./scope_token";

const MOST_SUGGESTIONS = 12;

type Props = Omit<ScopesFieldProps, "ref"> & { catalogue: Scopes };

/** Scopes of the application's own: entered by name, or taken over from other applications. */
export function CustomScopes({ value, onChange, catalogue, saved = [], ...props }: Props) {
  const texts = useTexts();
  const words = texts.register.fields.scopes;
  const input = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useUncontrolled({
    ...(props.typed === undefined ? {} : { value: props.typed }),
    defaultValue: "",
    ...(props.onTyped ? { onChange: props.onTyped } : {}),
  });
  const [isAsked, setAsked] = useState(false);
  // What was entered here stays to be ticked again.
  const [entered, setEntered] = useState<readonly string[]>([]);

  const name = typed.trim();
  const fault = scopeFault(name);
  const message = fault
    ? words.faults[fault]
    : value.includes(name)
      ? words.faults.duplicate
      : value.length >= MOST_SCOPES
        ? words.tooMany
        : null;
  const shown = message && (isAsked || (fault !== null && fault !== "empty")) ? message : null;
  const own = customOf([...saved, ...entered, ...value], catalogue);
  const known = catalogue.custom.map((one) => one.name).filter((one) => !own.includes(one));

  const choose = (names: readonly string[], isChosen: boolean) => {
    if (isChosen) setEntered((before) => [...before, ...names]);
    onChange(withScopes(value, names, isChosen));
  };
  const add = () => {
    setAsked(message !== null);
    input.current?.focus();
    if (message) return;
    choose([name], true);
    setTyped("");
  };
  const press = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || event.nativeEvent.isComposing) return;
    event.preventDefault();
    add();
  };

  return (
    <Category name={words.custom} text={words.customText}>
      {own.length > 0 ? (
        <Boxes scopes={own.map((one) => ({ name: one }))} chosen={value} onChoose={choose} />
      ) : null}
      <div className={classes.adding}>
        <TextInput
          ref={input}
          mt="xs"
          label={words.customInput}
          placeholder={words.customPlaceholder}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          value={typed}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            setAsked(false);
          }}
          onKeyDown={press}
          error={Boolean(shown) || (name !== "" && Boolean(props.error))}
        />
        <Button variant="default" onClick={add}>
          {texts.common.add}
        </Button>
      </div>
      <div aria-live="polite">{shown ? <p className={classes.error}>{shown}</p> : null}</div>
      {known.length > 0 ? (
        <Group gap={6} mt="sm">
          <Text size="xs" c="dimmed">
            {words.customKnown}
          </Text>
          {known.slice(0, MOST_SUGGESTIONS).map((one) => (
            <Button
              key={one}
              size="compact-xs"
              variant="default"
              onClick={() => choose([one], true)}
            >
              {one}
            </Button>
          ))}
        </Group>
      ) : null}
    </Category>
  );
}
