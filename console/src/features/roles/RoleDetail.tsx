import { Alert, Button, Group, Skeleton, Stack, Text } from "@mantine/core";
import { IconCopyPlus, IconInfoCircle } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { may, useMe } from "~/api/me";
import { isProblem } from "~/api/problem";
import { useTexts } from "~/texts";
import { useFormat } from "~/texts/format";
import { BackLink } from "~/ui/BackLink";
import { CopyText } from "~/ui/Copy";
import { ButtonLink } from "~/ui/links";
import { Page } from "~/ui/Page";
import { ProblemAlert } from "~/ui/ProblemAlert";
import { Facts, Section } from "~/ui/Section";
import { When } from "~/ui/When";
import type { Role } from "~generated/schema";
import { BuiltInBadge } from "./columns";
import { DeleteRoleDialog } from "./DeleteRoleDialog";
import { EditRole } from "./EditRole";
import { PermissionMatrix } from "./PermissionMatrix";
import { roleQuery } from "./queries";
import { mayChange } from "./rights";

const route = getRouteApi("/access/roles/$roleId");

export function RoleDetail() {
  const texts = useTexts();
  const words = texts.roles;
  const me = useMe();
  const { roleId } = route.useParams();
  const { data: role, error, refetch } = useQuery(roleQuery(roleId));
  const isMissing = isProblem(error, 404);
  return (
    <Page
      title={role ? role.name : isMissing ? words.detail.missing : words.columns.role}
      description={role && !mayChange(me, role) ? role.description : undefined}
      above={<BackLink to="/access/roles" label={words.list.title} />}
      actions={role ? <Actions role={role} /> : null}
      isNarrow
    >
      {role ? (
        <Loaded key={role.id} role={role} />
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

function Actions({ role }: { role: Role }) {
  const words = useTexts().roles.detail;
  const mayWrite = may(useMe(), "roles:write");
  return (
    <Group gap="xs">
      {role.is_built_in ? <BuiltInBadge /> : null}
      {mayWrite ? (
        <ButtonLink
          to="/access/roles/new"
          search={{ from: role.id }}
          variant="default"
          leftSection={<IconCopyPlus size={16} />}
        >
          {words.duplicate}
        </ButtonLink>
      ) : null}
    </Group>
  );
}

function Loaded({ role }: { role: Role }) {
  const me = useMe();
  const mayDelete = may(me, "roles:write") && !role.is_system_administrator;
  return (
    <Stack gap="lg">
      {mayChange(me, role) ? <EditRole role={role} /> : <ReadOnly role={role} />}
      <About role={role} />
      {mayDelete ? <Deletion role={role} /> : null}
    </Stack>
  );
}

function ReadOnly({ role }: { role: Role }) {
  const words = useTexts().roles.detail;
  const mayWrite = may(useMe(), "roles:write");
  const reason = role.is_system_administrator
    ? words.administrator
    : mayWrite
      ? words.beyond
      : words.readOnly;
  return (
    <>
      <Alert color="gray" icon={<IconInfoCircle />}>
        {reason}
      </Alert>
      <PermissionMatrix selected={role.permissions} />
    </>
  );
}

function About({ role }: { role: Role }) {
  const words = useTexts().roles;
  const format = useFormat();
  return (
    <Section title={words.detail.facts}>
      <Facts
        facts={[
          {
            name: words.detail.roleId,
            value: <CopyText value={role.id} thing={words.roleId} />,
          },
          {
            name: words.detail.users,
            value: words.detail.userCount(format.number(role.user_count), role.user_count),
          },
          { name: words.detail.created, value: <When at={role.created_at} /> },
          { name: words.detail.updated, value: <When at={role.updated_at} /> },
        ]}
      />
    </Section>
  );
}

function Deletion({ role }: { role: Role }) {
  const texts = useTexts();
  const words = texts.roles.deletion;
  const navigate = useNavigate();
  const [isAsked, setAsked] = useState(false);
  const button = (
    <Button variant="default" c="var(--mantine-color-error)" onClick={() => setAsked(true)}>
      {words.open}
    </Button>
  );
  return (
    <Section title={texts.common.delete} actions={button}>
      <Text size="sm">{words.section}</Text>
      <DeleteRoleDialog
        role={isAsked ? role : null}
        onClose={() => setAsked(false)}
        onDeleted={() => void navigate({ to: "/access/roles", ignoreBlocker: true })}
      />
    </Section>
  );
}
