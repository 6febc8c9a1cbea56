import { Stack, Text } from "@mantine/core";
import { IconPlus, IconShieldCheck } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { may, useMe } from "~/api/me";
import { useTexts } from "~/texts";
import { DataTable } from "~/ui/DataTable";
import { Empty } from "~/ui/Empty";
import { ListControls, SearchField } from "~/ui/ListControls";
import { ButtonLink } from "~/ui/links";
import { Page } from "~/ui/Page";
import type { Role } from "~generated/schema";
import { useRoleColumns } from "./columns";
import { DeleteRoleDialog } from "./DeleteRoleDialog";
import { roleListQuery } from "./queries";
import { RoleRowMenu } from "./RoleRowMenu";
import { type RoleListSearch, roleSorts } from "./search";

const route = getRouteApi("/access/roles");

export function RoleList() {
  const words = useTexts().roles.list;
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const go = useNavigate();
  const query = useQuery(roleListQuery(search));
  const [doomed, setDoomed] = useState<Role | null>(null);
  const columns = useRoleColumns((role) => <RoleRowMenu role={role} onDelete={setDoomed} />);

  const show = (change: Partial<Record<keyof RoleListSearch, unknown>>) =>
    void navigate({
      search: (before) => ({ ...before, page: undefined, ...change }) as RoleListSearch,
      replace: "q" in change,
    });
  const create = may(useMe(), "roles:write") ? (
    <ButtonLink to="/access/roles/new" leftSection={<IconPlus size={16} />}>
      {words.create}
    </ButtonLink>
  ) : null;

  return (
    <Page title={words.title} description={words.description} actions={create}>
      <Stack gap={0}>
        <ListControls>
          <SearchField
            value={search.q ?? ""}
            onChange={(q) => show({ q: q || undefined })}
            placeholder={words.searchFor}
          />
        </ListControls>
        <DataTable
          label={words.title}
          columns={columns}
          rowId={(role) => role.id}
          onOpen={({ id: roleId }) => void go({ to: "/access/roles/$roleId", params: { roleId } })}
          query={query}
          page={search.page ?? 1}
          onPage={(page) => show({ page })}
          order={{ sort: search.sort ?? roleSorts[0], order: search.order ?? "asc" }}
          onOrder={show}
          onClearFilters={search.q ? () => show({ q: undefined }) : undefined}
          empty={
            <Empty icon={<IconShieldCheck />} title={words.emptyTitle}>
              <Text c="dimmed">{words.emptyText}</Text>
              {create}
            </Empty>
          }
        />
      </Stack>
      <DeleteRoleDialog role={doomed} onClose={() => setDoomed(null)} />
    </Page>
  );
}
