import { Stack, Text } from "@mantine/core";
import { IconApps, IconPlus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTexts } from "~/texts";
import { DataTable } from "~/ui/DataTable";
import { Empty } from "~/ui/Empty";
import { Filter, ListControls, SearchField } from "~/ui/ListControls";
import { ButtonLink } from "~/ui/links";
import { Page } from "~/ui/Page";
import type { Client } from "~generated/schema";
import { DeleteClientDialog } from "../DeleteClientDialog";
import { clientListQuery } from "../queries";
import { type ClientListSearch, clientSorts } from "../search";
import { ClientRowMenu } from "./ClientRowMenu";
import { useClientColumns } from "./columns";

const route = getRouteApi("/settings/clients");

export function ClientList() {
  const texts = useTexts();
  const words = texts.clients;
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const go = useNavigate();
  const query = useQuery(clientListQuery(search));
  const [doomed, setDoomed] = useState<Client | null>(null);
  const columns = useClientColumns((client) => (
    <ClientRowMenu client={client} onDelete={setDoomed} />
  ));

  const show = (change: Partial<Record<keyof ClientListSearch, unknown>>) =>
    void navigate({
      search: (before) => ({ ...before, page: undefined, ...change }) as ClientListSearch,
      replace: "q" in change,
    });
  const isFiltered = Boolean(search.q || search.status);

  return (
    <Page
      title={words.list.title}
      description={words.list.description}
      actions={
        <ButtonLink to="/settings/clients/new" leftSection={<IconPlus size={16} />}>
          {words.list.register}
        </ButtonLink>
      }
    >
      <Stack gap={0}>
        <ListControls>
          <SearchField
            value={search.q ?? ""}
            onChange={(q) => show({ q: q || undefined })}
            placeholder={words.list.searchFor}
          />
          <Filter
            label={texts.common.status}
            value={search.status ?? "all"}
            choices={[
              { value: "all", label: texts.common.all },
              { value: "active", label: texts.common.active },
              { value: "disabled", label: texts.common.disabled },
            ]}
            onChange={(status) => show({ status: status === "all" ? undefined : status })}
          />
        </ListControls>
        <DataTable
          label={words.list.title}
          columns={columns}
          rowId={(client) => client.client_id}
          onOpen={({ client_id: clientId }) =>
            void go({ to: "/settings/clients/$clientId", params: { clientId } })
          }
          query={query}
          page={search.page ?? 1}
          onPage={(page) => show({ page })}
          order={{ sort: search.sort ?? clientSorts[0], order: search.order ?? "asc" }}
          onOrder={show}
          onClearFilters={isFiltered ? () => show({ q: undefined, status: undefined }) : undefined}
          empty={
            <Empty icon={<IconApps />} title={words.list.emptyTitle}>
              <Text c="dimmed">{words.list.emptyText}</Text>
              <ButtonLink to="/settings/clients/new">{words.list.register}</ButtonLink>
            </Empty>
          }
        />
      </Stack>
      <DeleteClientDialog client={doomed} onClose={() => setDoomed(null)} />
    </Page>
  );
}
