import { Checkbox, ScrollArea, Stack, Text, TextInput } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { type ReactNode, useState } from "react";
import { useMe } from "~/api/me";
import { holdsAllOf } from "~/api/roles";
import { useTexts } from "~/texts";
import type { Role } from "~generated/schema";
import classes from "./RolePicker.module.css";

interface Props {
  roles: readonly Role[];
  value: string[];
  onChange: (ids: string[]) => void;
  /** Those that the user has already; they may stay even if one could not give them. */
  held: readonly string[];
  error?: ReactNode;
}

const FEW = 8;

export function RolePicker({ roles, value, onChange, held, error }: Props) {
  const words = useTexts().users.fields;
  const me = useMe();
  const [sought, setSought] = useState("");
  const shown = roles.filter(({ name, description }) =>
    `${name} ${description}`.toLowerCase().includes(sought.trim().toLowerCase()),
  );
  return (
    <Checkbox.Group
      label={words.roles}
      description={words.rolesHint}
      error={error}
      value={value}
      onChange={onChange}
    >
      <Stack gap="xs" mt="xs">
        {roles.length > FEW ? (
          <TextInput
            aria-label={words.searchRoles}
            placeholder={words.searchRoles}
            leftSection={<IconSearch size={16} />}
            value={sought}
            onChange={(event) => setSought(event.currentTarget.value)}
          />
        ) : null}
        <ScrollArea.Autosize
          mah={roles.length > FEW ? 420 : "none"}
          type="auto"
          className={classes.frame}
        >
          {shown.map((role) => {
            const isBeyond = !holdsAllOf(me, role) && !held.includes(role.id);
            return (
              <Checkbox
                key={role.id}
                className={classes.role}
                classNames={{ labelWrapper: classes.words, description: classes.description }}
                value={role.id}
                label={role.name}
                description={isBeyond ? words.roleBeyond : role.description || undefined}
                disabled={isBeyond}
              />
            );
          })}
          {shown.length === 0 ? (
            <Text size="sm" c="dimmed" p="sm">
              {words.noRoleFound}
            </Text>
          ) : null}
        </ScrollArea.Autosize>
      </Stack>
    </Checkbox.Group>
  );
}
