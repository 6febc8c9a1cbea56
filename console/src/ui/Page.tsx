import { Group, Stack, Text, Title } from "@mantine/core";
import { type ReactNode, useEffect, useRef } from "react";
import { applicationName } from "./application";
import classes from "./Page.module.css";

interface Props {
  title: string;
  description?: ReactNode;
  /** Where this page belongs, shown above the title. */
  above?: ReactNode;
  actions?: ReactNode;
  /** For forms and other reading width. */
  isNarrow?: boolean;
  children: ReactNode;
}

// The page that the browser came to keeps the browser's own focus, however long it took to load.
let hasNavigated = false;

/** Tells that somebody has gone from one page to another, whether or not the first one had loaded. */
export function noteNavigation() {
  hasNavigated = true;
}

/** After a navigation the heading takes the focus, so that screen readers say where one is. */
export function useTitleFocus() {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (hasNavigated) heading.current?.focus({ preventScroll: true });
  }, []);
  return heading;
}

/** A page's heading, its actions and its content. */
export function Page({ title, description, above, actions, isNarrow = false, children }: Props) {
  const heading = useTitleFocus();
  useEffect(() => {
    document.title = `${title} · ${applicationName()}`;
  }, [title]);

  return (
    <Stack gap="lg" className={isNarrow ? classes.narrow : undefined}>
      <div>
        {above}
        <Group justify="space-between" align="flex-end" gap="sm">
          <div className={classes.words}>
            <Title order={1} size="h2" tabIndex={-1} ref={heading} className={classes.title}>
              {title}
            </Title>
            {description ? (
              <Text c="dimmed" mt={2}>
                {description}
              </Text>
            ) : null}
          </div>
          {actions ? <Group gap="xs">{actions}</Group> : null}
        </Group>
      </div>
      {children}
    </Stack>
  );
}
