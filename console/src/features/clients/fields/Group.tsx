import { Text } from "@mantine/core";
import type { ReactNode } from "react";
import classes from "./fields.module.css";

interface Props {
  label: string;
  description?: string;
  /** Where a heading says it already. */
  isLabelHidden?: boolean;
  error?: ReactNode;
  children: ReactNode;
}

/** A field made of several controls. */
export function FieldGroup({ label, description, isLabelHidden, error, children }: Props) {
  return (
    <fieldset className={classes.group}>
      <legend className={isLabelHidden ? "visually-hidden" : classes.legend}>{label}</legend>
      {description && !isLabelHidden ? (
        <Text size="xs" c="dimmed" mb="sm">
          {description}
        </Text>
      ) : null}
      {children}
      {error ? <div className={classes.error}>{error}</div> : null}
    </fieldset>
  );
}
