import { Select, TextInput } from "@mantine/core";
import { useEffect, useState } from "react";
import { useTexts } from "~/texts";
import { fromLocalInput, isRecent, recents, toLocalInput } from "./search";
import classes from "./TimeFilter.module.css";

interface Range {
  from: string | undefined;
  to: string | undefined;
}

interface Props extends Range {
  onChange: (range: Range) => void;
}

/** A range that moves with the present, or two fixed times. */
export function TimeFilter({ from, to, onChange }: Props) {
  const words = useTexts().audit;
  const isFixed = to !== undefined || (from !== undefined && !isRecent(from));
  const [wantsFixed, setWantsFixed] = useState(isFixed);
  const showsFixed = isFixed || (wantsFixed && from === undefined);
  const choice = showsFixed ? "between" : (from ?? "any");

  const choose = (chosen: string | null) => {
    setWantsFixed(chosen === "between");
    if (chosen === "between") onChange({ from: midnight(), to: undefined });
    else
      onChange({
        from: isRecent(chosen ?? undefined) ? (chosen ?? undefined) : undefined,
        to: undefined,
      });
  };
  const isReversed = from !== undefined && to !== undefined && !isRecent(from) && to <= from;

  return (
    <>
      <Select
        label={words.time}
        allowDeselect={false}
        data={(["any", ...recents, "between"] as const).map((value) => ({
          value: value as string,
          label: words.times[value],
        }))}
        value={choice}
        onChange={choose}
      />
      {showsFixed ? (
        <div className={classes.range}>
          <Moment
            label={words.from}
            value={isRecent(from) ? undefined : from}
            onChange={(time) => onChange({ from: time, to })}
          />
          <Moment
            label={words.to}
            value={to}
            error={isReversed ? words.toBeforeFrom : undefined}
            onChange={(time) => onChange({ from, to: time })}
          />
        </div>
      ) : null}
    </>
  );
}

function midnight(): string {
  const today = new Date();
  today.setHours(0, 0, 0, 0);
  return today.toISOString();
}

interface MomentProps {
  label: string;
  value: string | undefined;
  error?: string | undefined;
  onChange: (time: string | undefined) => void;
}

/** While it is being typed the browser gives no time: nothing is cleared before it is left. */
function Moment({ label, value, error, onChange }: MomentProps) {
  const shown = value === undefined ? "" : toLocalInput(value);
  const [typed, setTyped] = useState(shown);
  useEffect(() => setTyped(shown), [shown]);
  return (
    <TextInput
      type="datetime-local"
      label={label}
      error={error}
      value={typed}
      onChange={(event) => {
        const text = event.currentTarget.value;
        setTyped(text);
        if (fromLocalInput(text)) onChange(fromLocalInput(text));
      }}
      onBlur={() => {
        if (typed === "" && value !== undefined) onChange(undefined);
      }}
    />
  );
}
