import { Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { useTexts } from "~/texts";
import { ScopeBadges } from "~/ui/Badges";
import { type Column, DataTable } from "~/ui/DataTable";
import { AnchorLink } from "~/ui/links";
import { Section } from "~/ui/Section";
import { When } from "~/ui/When";
import type { Grant } from "~generated/schema";
import { clientGrantsQuery, GRANTS_PAGE_SIZE } from "../queries";

/** Who has authorized the client, and what they granted. */
export function LiveGrants({ clientId }: { clientId: string }) {
  const words = useTexts().client.grants;
  const [page, setPage] = useState(1);
  const query = useQuery(clientGrantsQuery(clientId, page));
  const columns = useMemo<readonly Column<Grant>[]>(
    () => [
      { id: "user", header: words.columns.user, cell: (grant) => <User user={grant.user} /> },
      {
        id: "scopes",
        header: words.columns.scopes,
        cell: (grant) => <ScopeBadges scopes={grant.scopes} shown={3} />,
      },
      {
        id: "created",
        header: words.columns.created,
        cell: (grant) => <When at={grant.created_at} />,
      },
      {
        id: "expires",
        header: words.columns.expires,
        cell: (grant) => <When at={grant.expires_at} />,
      },
    ],
    [words],
  );
  return (
    <Section title={words.title} description={words.description}>
      <DataTable
        label={words.title}
        columns={columns}
        rowId={(grant) => grant.id}
        query={query}
        page={page}
        pageSize={GRANTS_PAGE_SIZE}
        onPage={setPage}
        empty={
          <Text size="sm" c="dimmed" p="md">
            {words.empty}
          </Text>
        }
      />
    </Section>
  );
}

function User({ user }: { user: Grant["user"] }) {
  return (
    <div>
      <AnchorLink to="/access/users/$userId" params={{ userId: user.id }} size="sm" fw={600}>
        {user.name}
      </AnchorLink>
      <Text size="xs" c="dimmed">
        {user.email}
      </Text>
    </div>
  );
}
