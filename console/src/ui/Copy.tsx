import { ActionIcon, Group, Text, Tooltip } from "@mantine/core";
import { IconCheck, IconCopy } from "@tabler/icons-react";
import { useTexts } from "~/texts";
import classes from "./Copy.module.css";
import { useCopy } from "./clipboard";

interface Props {
  value: string;
  /** What is copied, in words: "client ID". */
  thing: string;
}

export function CopyIcon({ value, thing }: Props) {
  const texts = useTexts().common;
  const { isCopied, copy } = useCopy();
  const label = isCopied ? texts.copied : texts.copyThing(thing);
  return (
    <Tooltip label={label}>
      <ActionIcon
        variant="subtle"
        color={isCopied ? "teal" : "gray"}
        size="sm"
        onClick={(event) => {
          event.stopPropagation();
          void copy(value);
        }}
        aria-label={label}
      >
        {isCopied ? <IconCheck size={15} /> : <IconCopy size={15} />}
      </ActionIcon>
    </Tooltip>
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
