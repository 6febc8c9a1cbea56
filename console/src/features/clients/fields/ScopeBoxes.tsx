import { Checkbox, Text } from "@mantine/core";
import type { ReactNode } from "react";
import classes from "./fields.module.css";

export function Category({
  name,
  text,
  children,
}: {
  name: string;
  text: string;
  children?: ReactNode;
}) {
  return (
    <fieldset className={classes.category}>
      <legend>{name}</legend>
      <Text size="xs" c="dimmed">
        {text}
      </Text>
      {children}
    </fieldset>
  );
}

export interface BoxesProps {
  scopes: readonly { readonly name: string; readonly description?: string }[];
  chosen: readonly string[];
  onChoose: (names: readonly string[], isChosen: boolean) => void;
}

export function Boxes({ scopes, chosen, onChoose }: BoxesProps) {
  return (
    <div className={classes.scopes}>
      {scopes.map(({ name, description }) => (
        <Checkbox
          key={name}
          label={<code>{name}</code>}
          description={description}
          checked={chosen.includes(name)}
          onChange={(event) => onChoose([name], event.currentTarget.checked)}
        />
      ))}
    </div>
  );
}
