import { Badge, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useTexts } from "~/texts";
import { sayAction, sayActor } from "~/ui/audit_words";
import { type Column, DataTable } from "~/ui/DataTable";
import { AnchorLink } from "~/ui/links";
import { Section } from "~/ui/Section";
import { When } from "~/ui/When";
import type { Event } from "~generated/schema";
import { clientEventsQuery } from "../queries";

/** The last audit events of the client. */
export function RecentEvents({ clientId }: { clientId: string }) {
  const texts = useTexts();
  const words = texts.client.events;
  const query = useQuery(clientEventsQuery(clientId));
  const columns = useMemo<readonly Column<Event>[]>(
    () => [
      {
        id: "action",
        header: words.columns.action,
        cell: (event) => <Text size="sm">{sayAction(texts.audit, event.action)}</Text>,
      },
      { id: "time", header: words.columns.time, cell: (event) => <When at={event.time} /> },
      {
        id: "actor",
        header: words.columns.actor,
        cell: (event) => <Text size="sm">{sayActor(texts.audit, event.actor)}</Text>,
      },
      {
        id: "outcome",
        header: words.columns.outcome,
        cell: (event) => (
          <Badge variant="light" color={event.outcome === "success" ? "teal" : "red"} tt="none">
            {texts.audit.outcomes[event.outcome]}
          </Badge>
        ),
      },
    ],
    [texts, words],
  );
  return (
    <Section
      title={words.title}
      actions={
        <AnchorLink to="/audit" search={{ client_id: clientId }} size="sm">
          {words.all}
        </AnchorLink>
      }
    >
      <DataTable
        label={words.title}
        columns={columns}
        rowId={(event) => String(event.id)}
        query={query}
        page={1}
        onPage={() => {}}
        empty={
          <Text size="sm" c="dimmed" p="md">
            {words.empty}
          </Text>
        }
      />
    </Section>
  );
}
