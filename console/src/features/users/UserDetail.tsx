import { Alert, Skeleton, Stack } from "@mantine/core";
import { IconInfoCircle } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { fullName, may, useMe } from "~/api/me";
import { isProblem } from "~/api/problem";
import { allRolesQuery } from "~/api/roles";
import { userQuery } from "~/api/users";
import { useTexts } from "~/texts";
import { BackLink } from "~/ui/BackLink";
import { StatusBadge } from "~/ui/Badges";
import { AnchorLink } from "~/ui/links";
import { Page } from "~/ui/Page";
import { ProblemAlert } from "~/ui/ProblemAlert";
import type { User } from "~generated/schema";
import { AccountFacts, DeletionSection, PasswordSection, StatusSection } from "./parts";
import { rightsOver, type UserRights } from "./rights";
import { UserDetailsForm } from "./UserDetailsForm";
import { useUserDialogs } from "./UserDialogs";

const route = getRouteApi("/access/users/$userId");

export function UserDetail() {
  const texts = useTexts();
  const words = texts.users;
  const { userId } = route.useParams();
  const { data: user, error, refetch } = useQuery(userQuery(userId));
  const isMissing = isProblem(error, 404);
  return (
    <Page
      title={user ? fullName(user) : isMissing ? words.detail.missing : words.columns.user}
      above={<BackLink to="/access/users" label={words.list.title} />}
      actions={user ? <StatusBadge status={user.status} /> : null}
      isNarrow
    >
      {user ? (
        <Loaded key={user.id} user={user} />
      ) : error ? (
        <ProblemAlert
          error={error}
          title={texts.common.problem.loadTitle}
          onRetry={isMissing ? undefined : () => void refetch()}
        />
      ) : (
        <Skeleton height={320} />
      )}
    </Page>
  );
}

function Loaded({ user }: { user: User }) {
  const navigate = useNavigate();
  const me = useMe();
  const roles = useQuery({ ...allRolesQuery, enabled: may(me, "roles:read") });
  const rights = rightsOver(me, user, roles.data);
  const { act, dialogs, isEnabling } = useUserDialogs(
    () => void navigate({ to: "/access/users", ignoreBlocker: true }),
  );
  return (
    <Stack gap="lg">
      <Remarks rights={rights} />
      {rights.canChange ? <UserDetailsForm user={user} rights={rights} /> : null}
      <AccountFacts user={user} isWhole={!rights.canChange} />
      <StatusSection
        user={user}
        canChange={rights.canChange}
        isBusy={isEnabling}
        onAction={(action) => act(user, action)}
      />
      {rights.canChange && !rights.isSelf ? (
        <>
          <PasswordSection isAllowed={rights.canTakeOver} onReset={() => act(user, "reset")} />
          <DeletionSection onDelete={() => act(user, "delete")} />
        </>
      ) : null}
      {dialogs}
    </Stack>
  );
}

function Remarks({ rights }: { rights: UserRights }) {
  const words = useTexts().users.detail;
  if (rights.isSelf)
    return (
      <Alert color="brand" icon={<IconInfoCircle />} title={words.self}>
        {words.selfText} <AnchorLink to="/profile">{words.toProfile}</AnchorLink>
      </Alert>
    );
  if (rights.canChange) return null;
  return (
    <Alert color="gray" icon={<IconInfoCircle />}>
      {rights.isProtected ? words.protected : words.readOnly}
    </Alert>
  );
}
