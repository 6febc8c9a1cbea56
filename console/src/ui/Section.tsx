import { Group, Paper, Stack, Text, Title } from "@mantine/core";
import type { ReactNode } from "react";
import classes from "./Section.module.css";

interface Props {
  title: string;
  description?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}

/** A part of a page or form with a heading of its own. */
export function Section({ title, description, actions, children }: Props) {
  return (
    <Paper component="section" withBorder p="md" className={classes.section}>
      <Group justify="space-between" align="flex-start" mb="md" gap="sm">
        <div className={classes.words}>
          <Title order={2} size="h4">
            {title}
          </Title>
          {description ? (
            <Text c="dimmed" size="sm" mt={2}>
              {description}
            </Text>
          ) : null}
        </div>
        {actions ? <Group gap="xs">{actions}</Group> : null}
      </Group>
      <Stack>{children}</Stack>
    </Paper>
  );
}

/** Names and values, side by side where there is room. */
export function Facts({ facts }: { facts: readonly { name: string; value: ReactNode }[] }) {
  return (
    <dl className={classes.facts}>
      {facts.map(({ name, value }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
