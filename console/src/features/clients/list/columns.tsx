import { Badge, Group, Text } from "@mantine/core";
import { type ReactNode, useMemo, useRef } from "react";
import { useTexts } from "~/texts";
import { ScopeBadges, StatusBadge } from "~/ui/Badges";
import { CopyText } from "~/ui/Copy";
import type { Column } from "~/ui/DataTable";
import { AnchorLink } from "~/ui/links";
import { PersonAndTime } from "~/ui/PersonAndTime";
import type { Client } from "~generated/schema";
import { ClientIcon } from "../ClientIcon";
import classes from "./columns.module.css";

/** The columns of the client list; `menu` renders the last one. */
export function useClientColumns(menu: (client: Client) => ReactNode): readonly Column<Client>[] {
  const texts = useTexts();
  const renderMenu = useRef(menu);
  renderMenu.current = menu;
  return useMemo(() => {
    const words = texts.clients;
    return [
      {
        id: "application",
        header: words.columns.application,
        sort: "name",
        width: "22%",
        cell: (client) => <Application client={client} />,
      },
      {
        id: "client_id",
        header: words.columns.clientId,
        cell: (client) => <CopyText value={client.client_id} thing={words.clientId} isShort />,
      },
      {
        id: "grant_types",
        header: words.columns.grantTypes,
        width: "11.5rem",
        cell: (client) => (
          <Group gap={4}>
            {client.grant_types.map((grant) => (
              <Badge key={grant} variant="default" className={classes.grant}>
                {words.grantBadges[grant]}
              </Badge>
            ))}
          </Group>
        ),
      },
      {
        id: "scopes",
        header: words.columns.scopes,
        cell: (client) => <ScopeBadges scopes={client.scopes} />,
      },
      {
        id: "status",
        header: texts.common.status,
        cell: (client) => <StatusBadge status={client.status} />,
      },
      {
        id: "created",
        header: words.columns.createdBy,
        sort: "created_at",
        cell: (client) => <PersonAndTime person={client.created_by} at={client.created_at} />,
      },
      {
        id: "updated",
        header: words.columns.updatedBy,
        sort: "updated_at",
        cell: (client) => <PersonAndTime person={client.updated_by} at={client.updated_at} />,
      },
      {
        id: "actions",
        header: texts.common.actions,
        isHeaderHidden: true,
        width: "3rem",
        cell: (client) => renderMenu.current(client),
      },
    ];
  }, [texts]);
}

function Application({ client }: { client: Client }) {
  return (
    <Group gap="sm" wrap="nowrap" align={client.description ? "flex-start" : "center"}>
      <ClientIcon type={client.client_type} />
      <div className={classes.words}>
        <AnchorLink
          to="/settings/clients/$clientId"
          params={{ clientId: client.client_id }}
          fw={600}
          size="sm"
          lineClamp={2}
          title={client.name}
          className={classes.name}
        >
          {client.name}
        </AnchorLink>
        {client.description ? (
          <Text size="xs" c="dimmed" lineClamp={2}>
            {client.description}
          </Text>
        ) : null}
      </div>
    </Group>
  );
}
