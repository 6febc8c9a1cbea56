import { Badge, Group, HoverCard, Text, UnstyledButton } from "@mantine/core";
import { useTexts } from "~/texts";
import type { RoleReference } from "~generated/schema";
import classes from "./RoleBadges.module.css";

interface Props {
  roles: readonly RoleReference[];
  shown?: number;
}

/** The first roles, and how many more there are; those on hover and focus. */
export function RoleBadges({ roles, shown = 2 }: Props) {
  const texts = useTexts();
  const rest = roles.slice(shown);
  const more = texts.users.moreRoles(rest.length);
  if (roles.length === 0)
    return (
      <Text size="sm" c="dimmed">
        {texts.users.noRoles}
      </Text>
    );
  return (
    <Group gap={4}>
      {roles.slice(0, shown).map((role) => (
        <RoleBadge key={role.id} name={role.name} />
      ))}
      {rest.length > 0 ? (
        <HoverCard shadow="md" withinPortal openDelay={150}>
          <HoverCard.Target>
            <UnstyledButton
              className={classes.more}
              aria-label={`${more}: ${rest.map(({ name }) => name).join(", ")}`}
            >
              {texts.common.more(rest.length)}
            </UnstyledButton>
          </HoverCard.Target>
          <HoverCard.Dropdown>
            <Group gap={4} maw={320}>
              {rest.map((role) => (
                <RoleBadge key={role.id} name={role.name} />
              ))}
            </Group>
          </HoverCard.Dropdown>
        </HoverCard>
      ) : null}
    </Group>
  );
}

function RoleBadge({ name }: { name: string }) {
  return (
    <Badge variant="default" className={classes.role} title={name}>
      {name}
    </Badge>
  );
}
