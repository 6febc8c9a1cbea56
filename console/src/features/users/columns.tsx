import { Badge, Group, Text } from "@mantine/core";
import { type ReactNode, useMemo, useRef } from "react";
import { fullName, useMe } from "~/api/me";
import { useTexts } from "~/texts";
import { StatusBadge } from "~/ui/Badges";
import type { Column } from "~/ui/DataTable";
import { AnchorLink } from "~/ui/links";
import { When } from "~/ui/When";
import type { User } from "~generated/schema";
import classes from "./columns.module.css";
import { RoleBadges } from "./RoleBadges";

/** The columns of the user list; `menu` renders the last one. */
export function useUserColumns(menu: (user: User) => ReactNode): readonly Column<User>[] {
  const texts = useTexts();
  const ownId = useMe().user.id;
  const renderMenu = useRef(menu);
  renderMenu.current = menu;
  return useMemo(() => {
    const words = texts.users.columns;
    return [
      {
        id: "user",
        header: words.user,
        sort: "name",
        width: "32%",
        cell: (user) => <Person user={user} isSelf={user.id === ownId} />,
      },
      { id: "roles", header: words.roles, cell: (user) => <RoleBadges roles={user.roles} /> },
      {
        id: "status",
        header: texts.common.status,
        cell: (user) => <StatusBadge status={user.status} />,
      },
      {
        id: "created",
        header: words.created,
        sort: "created_at",
        cell: (user) => <When at={user.created_at} />,
      },
      {
        id: "last_sign_in",
        header: words.lastSignIn,
        sort: "last_sign_in_at",
        cell: (user) => <When at={user.last_sign_in_at} />,
      },
      {
        id: "actions",
        header: texts.common.actions,
        isHeaderHidden: true,
        width: "3rem",
        cell: (user) => renderMenu.current(user),
      },
    ];
  }, [texts, ownId]);
}

function Person({ user, isSelf }: { user: User; isSelf: boolean }) {
  const words = useTexts().users;
  const name = fullName(user);
  return (
    <div className={classes.person}>
      <Group gap={6}>
        <AnchorLink
          to="/access/users/$userId"
          params={{ userId: user.id }}
          fw={600}
          size="sm"
          className={classes.name}
        >
          {name}
        </AnchorLink>
        {isSelf ? (
          <Badge variant="light" size="sm" className={classes.you}>
            {words.you}
          </Badge>
        ) : null}
      </Group>
      {name === user.email ? null : (
        <Text size="xs" c="dimmed" className={classes.name}>
          {user.email}
        </Text>
      )}
    </div>
  );
}
