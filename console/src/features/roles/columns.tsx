import { Badge, Group, Text } from "@mantine/core";
import { type ReactNode, useMemo, useRef } from "react";
import { useTexts } from "~/texts";
import { useFormat } from "~/texts/format";
import type { Column } from "~/ui/DataTable";
import { AnchorLink } from "~/ui/links";
import { When } from "~/ui/When";
import type { Role } from "~generated/schema";
import classes from "./columns.module.css";

/** The columns of the role list; `menu` renders the last one. */
export function useRoleColumns(menu: (role: Role) => ReactNode): readonly Column<Role>[] {
  const texts = useTexts();
  const format = useFormat();
  const renderMenu = useRef(menu);
  renderMenu.current = menu;
  return useMemo(() => {
    const words = texts.roles;
    return [
      {
        id: "role",
        header: words.columns.role,
        sort: "name",
        width: "50%",
        cell: (role) => <NameAndDescription role={role} />,
      },
      {
        id: "permissions",
        header: words.columns.permissions,
        cell: (role) =>
          role.is_system_administrator
            ? words.allPermissions
            : format.number(role.permissions.length),
      },
      {
        id: "users",
        header: words.columns.users,
        cell: (role) => format.number(role.user_count),
      },
      {
        id: "updated",
        header: words.columns.updated,
        sort: "updated_at",
        cell: (role) => <When at={role.updated_at} />,
      },
      {
        id: "actions",
        header: texts.common.actions,
        isHeaderHidden: true,
        width: "3rem",
        cell: (role) => renderMenu.current(role),
      },
    ];
  }, [texts, format]);
}

function NameAndDescription({ role }: { role: Role }) {
  return (
    <div className={classes.words}>
      <Group gap={6}>
        <AnchorLink
          to="/access/roles/$roleId"
          params={{ roleId: role.id }}
          fw={600}
          size="sm"
          className={classes.name}
        >
          {role.name}
        </AnchorLink>
        {role.is_built_in ? <BuiltInBadge /> : null}
      </Group>
      {role.description ? (
        <Text size="xs" c="dimmed" lineClamp={2} className={classes.name}>
          {role.description}
        </Text>
      ) : null}
    </div>
  );
}

export function BuiltInBadge() {
  const words = useTexts().roles;
  return (
    <Badge variant="default" size="sm" className={classes.builtIn}>
      {words.builtIn}
    </Badge>
  );
}
