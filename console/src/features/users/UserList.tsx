import { Stack, Text } from "@mantine/core";
import { IconUserPlus, IconUsers } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { may, useMe } from "~/api/me";
import { allRolesQuery } from "~/api/roles";
import { useTexts } from "~/texts";
import { DataTable } from "~/ui/DataTable";
import { Empty } from "~/ui/Empty";
import { Filter, ListControls, SearchField } from "~/ui/ListControls";
import { ButtonLink } from "~/ui/links";
import { Page } from "~/ui/Page";
import { useUserColumns } from "./columns";
import { userListQuery } from "./queries";
import { rightsOver } from "./rights";
import { type UserListSearch, userSorts } from "./search";
import { useUserDialogs } from "./UserDialogs";
import { UserRowMenu } from "./UserRowMenu";

const route = getRouteApi("/access/users");

export function UserList() {
  const texts = useTexts();
  const words = texts.users.list;
  const me = useMe();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const go = useNavigate();
  const query = useQuery(userListQuery(search));
  const roles = useQuery({ ...allRolesQuery, enabled: may(me, "roles:read") });
  const { act, dialogs } = useUserDialogs();
  const columns = useUserColumns((user) => (
    <UserRowMenu
      user={user}
      rights={rightsOver(me, user, roles.data)}
      onAction={(action) => act(user, action)}
    />
  ));

  const show = (change: Partial<Record<keyof UserListSearch, unknown>>) =>
    void navigate({
      search: (before) => ({ ...before, page: undefined, ...change }) as UserListSearch,
      replace: "q" in change,
    });
  const isFiltered = Boolean(search.q || search.status);
  const create = may(me, "users:write") ? (
    <ButtonLink to="/access/users/new" leftSection={<IconUserPlus size={16} />}>
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
          label={words.title}
          columns={columns}
          rowId={(user) => user.id}
          onOpen={({ id: userId }) => void go({ to: "/access/users/$userId", params: { userId } })}
          query={query}
          page={search.page ?? 1}
          onPage={(page) => show({ page })}
          order={{ sort: search.sort ?? userSorts[0], order: search.order ?? "asc" }}
          onOrder={show}
          onClearFilters={isFiltered ? () => show({ q: undefined, status: undefined }) : undefined}
          empty={
            <Empty icon={<IconUsers />} title={words.emptyTitle}>
              <Text c="dimmed">{words.emptyText}</Text>
              {create}
            </Empty>
          }
        />
      </Stack>
      {dialogs}
    </Page>
  );
}
