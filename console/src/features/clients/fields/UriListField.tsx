import { Button, TextInput } from "@mantine/core";
import { useDebouncedValue, useUncontrolled } from "@mantine/hooks";
import {
  type KeyboardEvent,
  type ReactNode,
  type Ref,
  useImperativeHandle,
  useRef,
  useState,
} from "react";
import { useTexts } from "~/texts";
import classes from "./fields.module.css";
import { FieldGroup } from "./Group";
import { type ClientType, redirectUriFault } from "./redirect_uri";
import { betterUri, isUnfinished, likelyFix } from "./redirect_uri_fix";
import { UriRows } from "./UriRows";

export const MOST_URIS = 50;
const PAUSE_MILLISECONDS = 400;

export interface UriListProps {
  value: readonly string[];
  onChange: (uris: string[]) => void;
  clientType: ClientType;
  error?: ReactNode;
  isLabelHidden?: boolean;
  /** The text of the input, for forms that keep it; by itself otherwise. */
  typed?: string;
  onTyped?: (text: string) => void;
  ref?: Ref<HTMLInputElement>;
}

interface Words {
  label: string;
  description: string;
  input: string;
  placeholder: string;
  empty: string;
}

/** A list of URIs, entered one at a time and checked as one types. */
export function UriListField({ words, ref, ...props }: UriListProps & { words: Words }) {
  const { value, onChange, clientType } = props;
  const texts = useTexts();
  const say = texts.register.fields.redirectUris;
  const input = useRef<HTMLInputElement>(null);
  useImperativeHandle(ref, () => input.current as HTMLInputElement);
  const [typed, setTyped] = useUncontrolled({
    ...(props.typed === undefined ? {} : { value: props.typed }),
    defaultValue: "",
    ...(props.onTyped ? { onChange: props.onTyped } : {}),
  });
  const [edited, setEdited] = useState<string | null>(null);
  const [isAsked, setAsked] = useState(false);
  const [told, setTold] = useState("");
  const [settled] = useDebouncedValue(typed, PAUSE_MILLISECONDS);

  const others = value.filter((uri) => uri !== edited);
  const fault = redirectUriFault(typed, clientType);
  const message = others.includes(typed) ? say.duplicate : fault ? say.faults[fault] : null;
  const hasPaused = settled === typed && typed !== "" && !isUnfinished(typed);
  const shown = isAsked || hasPaused ? message : null;
  const better = message || !hasPaused ? null : betterUri(typed);
  const fix = shown ? likelyFix(typed, clientType) : better;

  const change = (text: string) => {
    setTyped(text);
    setAsked(false);
  };
  const close = () => {
    change("");
    setEdited(null);
    input.current?.focus();
  };
  const add = () => {
    if (message || (edited === null && value.length >= MOST_URIS)) {
      setAsked(true);
      input.current?.focus();
      return;
    }
    onChange(
      edited === null ? [...value, typed] : value.map((uri) => (uri === edited ? typed : uri)),
    );
    setTold(say.added(typed));
    close();
  };
  const press = (event: KeyboardEvent) => {
    if (event.key === "Escape" && edited !== null) close();
    if (event.key !== "Enter" || event.nativeEvent.isComposing) return;
    event.preventDefault();
    add();
  };
  const isFull = isAsked && !message && edited === null && value.length >= MOST_URIS;

  return (
    <FieldGroup
      label={words.label}
      description={words.description}
      isLabelHidden={props.isLabelHidden ?? false}
      error={props.error}
    >
      <UriRows
        uris={value}
        clientType={clientType}
        edited={edited}
        empty={words.empty}
        onEdit={(uri) => {
          setEdited(uri);
          change(uri);
          input.current?.focus();
        }}
        onReplace={(uri, by) => onChange(value.map((one) => (one === uri ? by : one)))}
        onRemove={(uri) => {
          onChange(value.filter((one) => one !== uri));
          setTold(say.removed(uri));
          if (uri === edited) close();
          else input.current?.focus();
        }}
      />
      <div className={classes.adding}>
        <TextInput
          ref={input}
          label={edited === null ? words.input : say.editing(edited)}
          placeholder={words.placeholder}
          type="text"
          inputMode="url"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          value={typed}
          onChange={(event) => change(event.currentTarget.value)}
          onKeyDown={press}
          error={Boolean(shown) || isFull || Boolean(props.error)}
        />
        {edited === null ? null : (
          <Button variant="subtle" color="gray" onClick={close}>
            {texts.common.cancel}
          </Button>
        )}
        <Button variant="default" onClick={add}>
          {edited === null ? texts.common.add : say.saveEdit}
        </Button>
      </div>
      <div aria-live="polite">
        {shown || isFull ? <p className={classes.error}>{shown ?? say.tooMany}</p> : null}
        {better ? (
          <p className={classes.empty}>
            {better.startsWith("http://localhost:*") ? say.anyPort : say.hostAndPort}
          </p>
        ) : null}
        {fix && !others.includes(fix) ? (
          <Button
            size="xs"
            variant="light"
            className={classes.fix}
            onClick={() => {
              change(fix);
              input.current?.focus();
            }}
          >
            {say.use(fix)}
          </Button>
        ) : null}
        <span className="visually-hidden">{told}</span>
      </div>
    </FieldGroup>
  );
}

export function RedirectUrisField(props: UriListProps) {
  return <UriListField words={useTexts().register.fields.redirectUris} {...props} />;
}

export function PostLogoutUrisField(props: UriListProps) {
  return <UriListField words={useTexts().register.fields.postLogoutUris} {...props} />;
}
