import { Stack, Text, ThemeIcon, Title } from "@mantine/core";
import { type ReactNode, useEffect } from "react";
import { applicationName } from "./application";
import { useTitleFocus } from "./Page";

interface Props {
  icon: ReactNode;
  title: string;
  text: string;
  children?: ReactNode;
}

/** A page that only says something: why it is empty, missing or closed. */
export function Notice({ icon, title, text, children }: Props) {
  const heading = useTitleFocus();
  useEffect(() => {
    document.title = `${title} · ${applicationName()}`;
  }, [title]);
  return (
    <Stack align="center" gap="xs" py={64} px="md" ta="center">
      <ThemeIcon size={48} radius="xl" variant="light" aria-hidden>
        {icon}
      </ThemeIcon>
      <Title order={1} size="h3" tabIndex={-1} ref={heading}>
        {title}
      </Title>
      <Text c="dimmed" maw={460}>
        {text}
      </Text>
      {children ? <Stack mt="sm">{children}</Stack> : null}
    </Stack>
  );
}
