import { Button, Group, Stack, Text, Tooltip } from "@mantine/core";
import { IconKey, IconPlus, IconTrash } from "@tabler/icons-react";
import { useState } from "react";
import { useTexts } from "~/texts";
import { useFormat } from "~/texts/format";
import { ConfirmDialog } from "~/ui/ConfirmDialog";
import { notifyDone, notifyFailure } from "~/ui/notify";
import { Section } from "~/ui/Section";
import { When } from "~/ui/When";
import type { ClientDetails, ClientSecret } from "~generated/schema";
import { useAddSecret, useRemoveSecret } from "../queries";
import { AddedSecretDialog } from "./AddedSecretDialog";
import classes from "./Secrets.module.css";

const MOST_SECRETS = 2;

/** The client's secrets with age and last use; up to two, so that one can be replaced. */
export function Secrets({ client }: { client: ClientDetails }) {
  const texts = useTexts();
  const words = texts.client.secrets;
  const add = useAddSecret(client.client_id);
  const [doomed, setDoomed] = useState<ClientSecret | null>(null);
  const isFull = client.secrets.length >= MOST_SECRETS;

  return (
    <Section
      title={words.title}
      description={words.description}
      actions={
        <Tooltip label={words.full} disabled={!isFull}>
          <Button
            variant="default"
            leftSection={<IconPlus size={16} />}
            aria-disabled={isFull}
            {...(isFull ? { "data-disabled": true } : {})}
            loading={add.isPending}
            onClick={() => {
              if (!isFull)
                add.mutate(undefined, { onError: (error) => notifyFailure(error, texts) });
            }}
          >
            {words.add}
          </Button>
        </Tooltip>
      }
    >
      <ul className={classes.list}>
        {client.secrets.map((secret, index) => (
          <Row
            key={secret.id}
            name={words.secret(index + 1)}
            secret={secret}
            isLast={client.secrets.length === 1}
            onRemove={() => setDoomed(secret)}
          />
        ))}
      </ul>
      <RemoveDialog clientId={client.client_id} secret={doomed} onClose={() => setDoomed(null)} />
      <AddedSecretDialog secret={add.data?.client_secret ?? null} onClose={() => add.reset()} />
    </Section>
  );
}

interface RowProps {
  name: string;
  secret: ClientSecret;
  isLast: boolean;
  onRemove: () => void;
}

function Row({ name, secret, isLast, onRemove }: RowProps) {
  const texts = useTexts();
  const words = texts.client.secrets;
  return (
    <li className={classes.row}>
      <Group gap="sm" wrap="nowrap" align="flex-start">
        <IconKey size={18} aria-hidden className={classes.icon} />
        <Stack gap={0}>
          <Text size="sm" fw={600}>
            {name}
          </Text>
          <Text size="sm" c="dimmed" component="div">
            {words.created} <When at={secret.created_at} /> · {words.lastUsed}{" "}
            <When at={secret.last_used_at} />
          </Text>
        </Stack>
      </Group>
      <Tooltip label={words.last} disabled={!isLast}>
        <Button
          variant="subtle"
          color="red.8"
          c="var(--mantine-color-error)"
          size="xs"
          leftSection={<IconTrash size={14} />}
          aria-disabled={isLast}
          {...(isLast ? { "data-disabled": true } : {})}
          aria-label={texts.common.removeThing(name)}
          onClick={() => {
            if (!isLast) onRemove();
          }}
        >
          {texts.common.remove}
        </Button>
      </Tooltip>
    </li>
  );
}

interface RemoveProps {
  clientId: string;
  secret: ClientSecret | null;
  onClose: () => void;
}

function RemoveDialog({ clientId, secret, onClose }: RemoveProps) {
  const words = useTexts().client.secrets.remove;
  const format = useFormat();
  const remove = useRemoveSecret(clientId);
  return (
    <ConfirmDialog
      isOpen={secret !== null}
      onClose={onClose}
      title={words.title}
      action={words.action}
      isDangerous
      onConfirm={async () => {
        if (!secret) return;
        await remove.mutateAsync(secret.id);
        notifyDone(words.done);
      }}
    >
      <Text size="sm">{secret ? words.text(format.date(new Date(secret.created_at))) : ""}</Text>
    </ConfirmDialog>
  );
}
