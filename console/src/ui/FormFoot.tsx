import { Group } from "@mantine/core";
import type { ReactNode } from "react";
import classes from "./FormFoot.module.css";

interface Props {
  /** Whether there is something to save or lose: then they stay in sight. */
  isSticky: boolean;
  children: ReactNode;
}

/** The buttons of a long form. */
export function FormFoot({ isSticky, children }: Props) {
  return (
    <Group justify="flex-end" gap="xs" className={classes.foot} data-sticky={isSticky}>
      {children}
    </Group>
  );
}
