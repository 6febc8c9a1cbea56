import { Alert, Badge, Group, Stack, Text, Tooltip } from "@mantine/core";
import { IconAlertTriangle, IconLock } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { scopesQuery } from "~/api/scopes";
import { useTexts } from "~/texts";
import { Scope } from "~/ui/Badges";
import { CopyText } from "~/ui/Copy";
import { AnchorLink } from "~/ui/links";
import { Facts, Section } from "~/ui/Section";
import { When } from "~/ui/When";
import type { ClientDetails } from "~generated/schema";
import { byCategory } from "../scope_category";

/** All that is configured, with what was fixed at creation marked. */
export function ClientFacts({ client }: { client: ClientDetails }) {
  const texts = useTexts();
  const words = texts.client.facts;
  const hasCode = client.grant_types.includes("authorization_code");
  const facts: { name: string; value: ReactNode }[] = [
    { name: words.description, value: client.description || texts.common.none },
    {
      name: words.type,
      value: <Fixed>{texts.clients.types[client.client_type].name}</Fixed>,
    },
    {
      name: words.grantTypes,
      value: (
        <Fixed>
          <Group gap={4} component="span">
            {client.grant_types.map((grant) => (
              <Badge key={grant} variant="default" tt="none" fw={500}>
                {words.grants[grant]}
              </Badge>
            ))}
          </Group>
        </Fixed>
      ),
    },
    {
      name: words.responseTypes,
      value: <Fixed>{client.response_types.join(", ") || texts.common.none}</Fixed>,
    },
    ...(client.acting_user
      ? [{ name: words.actingUser, value: <ActingUser user={client.acting_user} /> }]
      : []),
    ...(hasCode
      ? [
          { name: words.redirectUris, value: <Uris uris={client.redirect_uris} /> },
          {
            name: words.postLogoutRedirectUris,
            value: <Uris uris={client.post_logout_redirect_uris} />,
          },
          {
            name: words.pkce,
            value: client.require_pkce ? words.pkceRequired : words.pkceOptional,
          },
          { name: words.idTokenAlgorithm, value: client.id_token_signed_response_alg },
        ]
      : []),
    { name: words.scopes, value: <Scopes scopes={client.scopes} /> },
    { name: words.lastUsed, value: <When at={client.last_used_at} /> },
    { name: words.created, value: <By person={client.created_by} at={client.created_at} /> },
    { name: words.updated, value: <By person={client.updated_by} at={client.updated_at} /> },
  ];
  return (
    <Section title={words.title}>
      <Facts facts={facts} />
    </Section>
  );
}

function Fixed({ children }: { children: ReactNode }) {
  const words = useTexts().client.facts;
  return (
    <Group gap={6} wrap="nowrap">
      <span>{children}</span>
      <Tooltip label={words.fixed}>
        <IconLock
          size={14}
          role="img"
          aria-label={words.fixed}
          color="var(--mantine-color-dimmed)"
        />
      </Tooltip>
    </Group>
  );
}

function ActingUser({ user }: { user: NonNullable<ClientDetails["acting_user"]> }) {
  const texts = useTexts();
  const words = texts.client.facts;
  return (
    <Stack gap="xs">
      {user.status === "deleted" ? (
        <span>{texts.common.deletedUser}</span>
      ) : (
        <AnchorLink to="/access/users/$userId" params={{ userId: user.id }} size="sm">
          {user.name ?? user.id}
        </AnchorLink>
      )}
      {user.status === "active" ? null : (
        <Alert color="red" variant="light" icon={<IconAlertTriangle />}>
          {words.actingUserWarning[user.status]}
        </Alert>
      )}
    </Stack>
  );
}

function Uris({ uris }: { uris: readonly string[] }) {
  const texts = useTexts();
  if (uris.length === 0) return texts.common.none;
  return (
    <Stack gap={2}>
      {uris.map((uri) => (
        <CopyText key={uri} value={uri} thing={uri} />
      ))}
    </Stack>
  );
}

function Scopes({ scopes }: { scopes: readonly string[] }) {
  const texts = useTexts();
  const words = texts.client.facts;
  const { data } = useQuery(scopesQuery);
  if (scopes.length === 0) return texts.common.none;
  return (
    <Stack gap="xs">
      {byCategory(scopes, data).map(({ category, names }) => (
        <div key={category}>
          <Text size="xs" c="dimmed" mb={2}>
            {words.scopeCategories[category]}
          </Text>
          <Group gap={4}>
            {names.map((name) => (
              <Scope key={name} name={name} />
            ))}
          </Group>
        </div>
      ))}
    </Stack>
  );
}

function By({ person, at }: { person: ClientDetails["created_by"]; at: string }) {
  const texts = useTexts();
  return (
    <span>
      <When at={at} /> {texts.client.facts.by(person.name ?? texts.common.deletedUser)}
    </span>
  );
}
