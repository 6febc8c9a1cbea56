import { ActionIcon, CopyButton, Group, Text, Tooltip } from "@mantine/core";
import { IconCheck, IconCopy } from "@tabler/icons-react";
import { useTexts } from "~/texts";
import classes from "./Copy.module.css";

interface Props {
  value: string;
  /** What is copied, in words: "client ID". */
  thing: string;
}

export function CopyIcon({ value, thing }: Props) {
  const texts = useTexts().common;
  return (
    <CopyButton value={value} timeout={1500}>
      {({ copied, copy }) => (
        <Tooltip label={copied ? texts.copied : texts.copyThing(thing)}>
          <ActionIcon
            variant="subtle"
            color={copied ? "teal" : "gray"}
            size="sm"
            onClick={(event) => {
              event.stopPropagation();
              copy();
            }}
            aria-label={copied ? texts.copied : texts.copyThing(thing)}
          >
            {copied ? <IconCheck size={15} /> : <IconCopy size={15} />}
          </ActionIcon>
        </Tooltip>
      )}
    </CopyButton>
  );
}

/** An identifier in fixed width with a button that copies it. */
export function CopyText({ value, thing, isShort = false }: Props & { isShort?: boolean }) {
  return (
    <Group gap={4} wrap="nowrap" className={classes.line}>
      <Text
        component="code"
        size="sm"
        ff="monospace"
        className={isShort ? classes.short : classes.whole}
        title={isShort ? value : undefined}
      >
        {value}
      </Text>
      <CopyIcon value={value} thing={thing} />
    </Group>
  );
}
