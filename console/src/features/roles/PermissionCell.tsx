import { Checkbox, Text, Tooltip } from "@mantine/core";
import { useId } from "@mantine/hooks";
import { IconCheck, IconMinus } from "@tabler/icons-react";
import { may, useMe } from "~/api/me";
import { useTexts } from "~/texts";
import type { NamedScope } from "~generated/schema";
import classes from "./PermissionMatrix.module.css";

interface Props {
  permission: NamedScope;
  isSelected: boolean;
  /** Left out, it is only shown. */
  onChange: ((isSelected: boolean) => void) | undefined;
}

/** One permission: a box whose meaning shows on hover and focus, or beside it on narrow screens. */
export function PermissionCell({ permission, isSelected, onChange }: Props) {
  const words = useTexts().roles.matrix;
  const isGivable = may(useMe(), permission.name);
  const id = useId();
  const hint = (
    <>
      <b>{permission.name}</b>
      <br />
      {permission.description}
      {onChange && !isGivable ? (
        <>
          <br />
          {words.beyond}
        </>
      ) : null}
    </>
  );
  return (
    <div className={classes.cell}>
      <Tooltip label={hint} multiline maw={280}>
        {onChange ? (
          <Checkbox
            id={id}
            aria-label={permission.name}
            checked={isSelected}
            disabled={!isGivable}
            onChange={(event) => onChange(event.currentTarget.checked)}
          />
        ) : (
          <span
            className={classes.mark}
            role="img"
            aria-label={`${permission.name}: ${isSelected ? words.held : words.notHeld}`}
            data-held={isSelected}
          >
            {isSelected ? <IconCheck size={18} /> : <IconMinus size={18} />}
          </span>
        )}
      </Tooltip>
      <label htmlFor={id} className={classes.beside}>
        <Text component="span" size="sm" ff="monospace">
          {permission.name}
        </Text>
        <Text component="span" size="xs" c="dimmed" display="block">
          {permission.description}
        </Text>
      </label>
    </div>
  );
}
