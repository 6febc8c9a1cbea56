import { Group } from "@mantine/core";
import type { ReactNode } from "react";
import classes from "./FormFoot.module.css";

/** The buttons of a long form, always in sight. */
export function FormFoot({ children }: { children: ReactNode }) {
  return (
    <Group justify="flex-end" gap="xs" className={classes.foot}>
      {children}
    </Group>
  );
}
