import { Button, Group, Modal, Paper, Stack, Text } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { fullName } from "~/api/me";
import { useTexts } from "~/texts";
import { CopyText } from "~/ui/Copy";
import { fieldProblems } from "~/ui/field_problems";
import { ProblemAlert } from "~/ui/ProblemAlert";
import type { User } from "~generated/schema";
import { passwordFault } from "./fields";
import { PasswordField } from "./PasswordField";
import { useResetPassword } from "./queries";

interface Props {
  /** Whose password it is; null while the dialog is closed. */
  user: User | null;
  onClose: () => void;
}

export function ResetPasswordDialog({ user, onClose }: Props) {
  const texts = useTexts();
  const words = texts.users.reset;
  const reset = useResetPassword();
  const close = () => {
    reset.reset();
    onClose();
  };
  return (
    <Modal
      opened={user !== null}
      onClose={close}
      closeOnClickOutside={false}
      // The new password is shown this once: no stray key may take it away.
      closeOnEscape={!reset.isSuccess}
      closeButtonProps={{ "aria-label": texts.common.close }}
      title={user ? words.title(fullName(user)) : ""}
    >
      {user ? <Reset user={user} reset={reset} onClose={close} /> : null}
    </Modal>
  );
}

interface ResetProps {
  user: User;
  reset: ReturnType<typeof useResetPassword>;
  onClose: () => void;
}

function Reset({ user, reset, onClose }: ResetProps) {
  const texts = useTexts();
  const words = texts.users.reset;
  const [password, setPassword] = useState("");
  const [fault, setFault] = useState<string | null>(null);
  const refused = fieldProblems(reset.error, ["password"]).password;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const found = passwordFault(password, texts.users.faults);
    setFault(found);
    if (!found) reset.mutate({ id: user.id, password });
  };
  if (reset.isSuccess) return <Done user={user} password={password} onClose={onClose} />;
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <Text size="sm">{words.text}</Text>
        <PasswordField
          label={words.label}
          value={password}
          onChange={(next) => {
            setPassword(next);
            setFault(null);
            reset.reset();
          }}
          error={fault ?? refused}
          isFirst
        />
        {reset.error && !refused ? <ProblemAlert error={reset.error} /> : null}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {texts.common.cancel}
          </Button>
          <Button type="submit" loading={reset.isPending}>
            {words.submit}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function Done({ user, password, onClose }: { user: User; password: string; onClose: () => void }) {
  const words = useTexts().users;
  return (
    <Stack>
      <div role="status">
        <Text fw={600}>{words.reset.doneTitle}</Text>
        <Text size="sm">{words.reset.doneText(fullName(user))}</Text>
        <Text size="sm">{words.password.handOver}</Text>
      </div>
      <Paper withBorder p="sm">
        <CopyText value={password} thing={words.password.thing} />
      </Paper>
      <Group justify="flex-end">
        <Button data-autofocus onClick={onClose}>
          {words.reset.close}
        </Button>
      </Group>
    </Stack>
  );
}
