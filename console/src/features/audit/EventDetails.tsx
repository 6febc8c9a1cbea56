import { Group, Stack, Text } from "@mantine/core";
import { useTexts } from "~/texts";
import { sayTarget } from "~/ui/audit_words";
import { CopyText } from "~/ui/Copy";
import { AnchorLink } from "~/ui/links";
import { Facts } from "~/ui/Section";
import type { Event } from "~generated/schema";
import classes from "./EventDetails.module.css";

/** All of an event that its row does not show, and ways to more of its kind. */
export function EventDetails({ event }: { event: Event }) {
  const words = useTexts().audit;
  const { details } = words;
  const { actor, client, target } = event;
  const facts = [
    {
      name: details.event,
      value: <CopyText value={String(event.id)} thing={details.thing.event} />,
    },
    ...(event.request_id
      ? [
          {
            name: details.request,
            value: <CopyText value={event.request_id} thing={details.thing.request} />,
          },
        ]
      : []),
    ...(actor?.id
      ? [{ name: details.actor, value: <CopyText value={actor.id} thing={details.thing.actor} /> }]
      : []),
    ...(client ? [{ name: details.client, value: <ClientOf client={client} /> }] : []),
    ...(target.id
      ? [
          {
            name: `${details.target}: ${sayTarget(words, target.type)}`,
            value: <CopyText value={target.id} thing={details.thing.target} />,
          },
        ]
      : []),
    ...(event.address ? [{ name: words.columns.address, value: event.address }] : []),
    { name: details.data, value: <Data data={event.details} /> },
  ];
  return (
    <Stack gap="sm" className={classes.details}>
      <Facts facts={facts} />
      <Group gap="md">
        {actor?.id ? (
          <AnchorLink to="/audit" search={{ actor: actor.id }} size="sm">
            {details.onlyActor}
          </AnchorLink>
        ) : null}
        {client ? (
          <AnchorLink to="/audit" search={{ client_id: client.client_id }} size="sm">
            {details.onlyClient}
          </AnchorLink>
        ) : null}
        <AnchorLink to="/audit" search={{ action: event.action }} size="sm">
          {details.onlyAction}
        </AnchorLink>
      </Group>
    </Stack>
  );
}

function ClientOf({ client }: { client: NonNullable<Event["client"]> }) {
  const words = useTexts().audit.details;
  return (
    <Stack gap={2}>
      {client.name ? <Text size="sm">{client.name}</Text> : null}
      <CopyText value={client.client_id} thing={words.clientId} />
    </Stack>
  );
}

function Data({ data }: { data: Event["details"] }) {
  const words = useTexts().audit.details;
  if (Object.keys(data).length === 0)
    return (
      <Text size="sm" c="dimmed">
        {words.noData}
      </Text>
    );
  return <pre className={classes.data}>{JSON.stringify(data, null, 2)}</pre>;
}
