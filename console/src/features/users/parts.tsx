// The sections of a user's page below what can be edited.

import { Button, Stack, Text } from "@mantine/core";
import { useTexts } from "~/texts";
import { CopyText } from "~/ui/Copy";
import { Facts, Section } from "~/ui/Section";
import { When } from "~/ui/When";
import type { User } from "~generated/schema";
import { RoleBadges } from "./RoleBadges";
import type { UserAction } from "./UserDialogs";

const MANY = 50;

/** What is known of the account; with `isWhole` also what others may edit. */
export function AccountFacts({ user, isWhole }: { user: User; isWhole: boolean }) {
  const texts = useTexts();
  const words = texts.users;
  const editable = [
    {
      name: words.detail.name,
      value: [user.first_name, user.last_name].filter(Boolean).join(" ") || words.detail.noName,
    },
    { name: words.fields.email, value: user.email },
    { name: words.columns.roles, value: <RoleBadges roles={user.roles} shown={MANY} /> },
  ];
  return (
    <Section title={words.detail.account}>
      <Facts
        facts={[
          ...(isWhole ? editable : []),
          {
            name: words.detail.userId,
            value: (
              <>
                <CopyText value={user.id} thing={words.userId} />
                <Text size="xs" c="dimmed">
                  {words.detail.userIdHint}
                </Text>
              </>
            ),
          },
          { name: words.detail.created, value: <When at={user.created_at} /> },
          { name: words.detail.lastSignIn, value: <When at={user.last_sign_in_at} /> },
        ]}
      />
    </Section>
  );
}

interface StatusProps {
  user: User;
  canChange: boolean;
  isBusy: boolean;
  onAction: (action: UserAction) => void;
}

export function StatusSection({ user, canChange, isBusy, onAction }: StatusProps) {
  const texts = useTexts();
  const words = texts.users.status;
  const isActive = user.status === "active";
  const button = (
    <Button
      variant="default"
      loading={isBusy}
      onClick={() => onAction(isActive ? "disable" : "enable")}
    >
      {isActive ? words.disable : words.enable}
    </Button>
  );
  return (
    <Section title={texts.common.status} actions={canChange ? button : null}>
      <Stack gap="xs" align="flex-start">
        <Text size="sm">{isActive ? words.active : words.disabled}</Text>
        {isActive && canChange ? (
          <Text size="sm" c="dimmed">
            {words.means}
          </Text>
        ) : null}
      </Stack>
    </Section>
  );
}

export function PasswordSection({
  isAllowed,
  onReset,
}: {
  isAllowed: boolean;
  onReset: () => void;
}) {
  const words = useTexts().users;
  const button = (
    <Button variant="default" onClick={onReset}>
      {words.reset.open}
    </Button>
  );
  return (
    <Section title={words.password.title} actions={isAllowed ? button : null}>
      <Text size="sm">{isAllowed ? words.reset.section : words.reset.beyond}</Text>
    </Section>
  );
}

export function DeletionSection({ onDelete }: { onDelete: () => void }) {
  const texts = useTexts();
  const words = texts.users.deletion;
  const button = (
    <Button variant="default" c="var(--mantine-color-error)" onClick={onDelete}>
      {words.open}
    </Button>
  );
  return (
    <Section title={texts.common.delete} actions={button}>
      <Text size="sm">{words.section}</Text>
    </Section>
  );
}
