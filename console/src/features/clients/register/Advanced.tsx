import {
  Collapse,
  Paper,
  SegmentedControl,
  Stack,
  Switch,
  Text,
  Title,
  UnstyledButton,
} from "@mantine/core";
import { IconChevronRight } from "@tabler/icons-react";
import { type ReactNode, useEffect, useState } from "react";
import { useTexts } from "~/texts";
import type { Draft } from "./draft";
import classes from "./register.module.css";

interface Props {
  draft: Draft;
  onChange: (part: Partial<Draft>) => void;
  /** Something in it needs attention. */
  isOpenNeeded: boolean;
  children: ReactNode;
}

/** What few need to touch, folded away. */
export function Advanced({ draft, onChange, isOpenNeeded, children }: Props) {
  const words = useTexts().register.form.advanced;
  const [isOpen, setOpen] = useState(isOpenNeeded);
  useEffect(() => {
    if (isOpenNeeded) setOpen(true);
  }, [isOpenNeeded]);
  const isPublic = draft.clientType === "public";
  return (
    <Paper component="section" withBorder p="md">
      <UnstyledButton
        className={classes.disclosure}
        aria-expanded={isOpen}
        aria-controls="advanced"
        onClick={() => setOpen(!isOpen)}
      >
        <IconChevronRight size={18} aria-hidden />
        <span>
          <Title order={2} size="h4" component="span">
            {words.title}
          </Title>
          <Text c="dimmed" size="sm" component="span" display="block">
            {words.description}
          </Text>
        </span>
      </UnstyledButton>
      <Collapse expanded={isOpen} id="advanced">
        <Stack pt="md" gap="lg">
          <Switch
            label={words.pkce}
            description={isPublic ? words.pkcePublic : words.pkceText}
            disabled={isPublic}
            checked={isPublic || draft.requirePkce}
            onChange={(event) => onChange({ requirePkce: event.currentTarget.checked })}
          />
          <div>
            <Text size="sm" fw={500}>
              {words.algorithm}
            </Text>
            <Text size="xs" c="dimmed" mb={6}>
              {words.algorithmText}
            </Text>
            <SegmentedControl
              aria-label={words.algorithm}
              value={draft.algorithm}
              data={["RS256", "ES256"]}
              onChange={(chosen) => onChange({ algorithm: chosen === "ES256" ? "ES256" : "RS256" })}
            />
          </div>
          {children}
        </Stack>
      </Collapse>
    </Paper>
  );
}
