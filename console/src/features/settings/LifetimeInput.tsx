import { Input, NativeSelect, NumberInput } from "@mantine/core";
import { useId } from "@mantine/hooks";
import type { ReactNode } from "react";
import { useTexts } from "~/texts";
import { useFormat } from "~/texts/format";
import classes from "./LifetimeInput.module.css";
import { type Duration, type LifetimeField, lifetimeLimits, units } from "./lifetimes";

interface Props {
  field: LifetimeField;
  value: Duration;
  onChange: (value: Duration) => void;
  error: ReactNode;
}

/** A number and its unit. */
export function LifetimeInput({ field, value, onChange, error }: Props) {
  const words = useTexts().settings.lifetimes;
  const format = useFormat();
  const id = useId();
  const { name, hint } = words.fields[field];
  const [least, most] = lifetimeLimits[field];
  return (
    <Input.Wrapper
      id={id}
      label={name}
      description={`${hint} ${words.range(format.duration(least), format.duration(most))}`}
      error={error}
      inputWrapperOrder={["label", "input", "error", "description"]}
    >
      <div className={classes.line}>
        <NumberInput
          id={id}
          className={classes.amount}
          value={value.amount}
          onChange={(amount) => onChange({ ...value, amount })}
          allowDecimal={false}
          allowNegative={false}
          hideControls
          error={Boolean(error)}
        />
        <NativeSelect
          className={classes.unit}
          aria-label={words.unitOf(name)}
          value={value.unit}
          data={units.map((unit) => ({ value: unit, label: words.units[unit] }))}
          onChange={(event) => {
            const unit = units.find((one) => one === event.currentTarget.value);
            if (unit) onChange({ ...value, unit });
          }}
        />
      </div>
    </Input.Wrapper>
  );
}
