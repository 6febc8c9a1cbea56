import { List, Skeleton, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTexts } from "~/texts";
import { useFormat } from "~/texts/format";
import { ConfirmDialog } from "~/ui/ConfirmDialog";
import { notifyDone } from "~/ui/notify";
import type { ClientImpact } from "~generated/schema";
import { clientImpactQuery, useDeleteClient } from "./queries";

interface Props {
  /** The one to delete; null while the dialog is closed. */
  client: { readonly client_id: string; readonly name: string } | null;
  onClose: () => void;
  onDeleted?: () => void;
}

/** Shows what a deletion cuts off, and asks for the client's name. */
export function DeleteClientDialog({ client, onClose, onDeleted }: Props) {
  const texts = useTexts();
  const words = texts.clients.deletion;
  const remove = useDeleteClient();
  return (
    <ConfirmDialog
      isOpen={client !== null}
      onClose={onClose}
      title={client ? words.title(client.name) : ""}
      action={words.action}
      isDangerous
      {...(client ? { typedName: client.name } : {})}
      onConfirm={async () => {
        if (!client) return;
        await remove.mutateAsync(client.client_id);
        notifyDone(words.done(client.name));
        onDeleted?.();
      }}
    >
      <Text size="sm">{words.text}</Text>
      {client ? <Impact clientId={client.client_id} /> : null}
    </ConfirmDialog>
  );
}

function Impact({ clientId }: { clientId: string }) {
  const words = useTexts().clients.deletion;
  const format = useFormat();
  const { data, isError } = useQuery(clientImpactQuery(clientId));
  if (isError) return <Text size="sm">{words.impactUnknown}</Text>;
  if (!data) return <Skeleton height={90} />;
  const lines: readonly [keyof ClientImpact, (n: string, count: number) => string][] = [
    ["users", words.users],
    ["live_grants", words.grants],
    ["live_refresh_tokens", words.refreshTokens],
    ["consents", words.consents],
  ];
  const real = lines.filter(([name]) => data[name] > 0);
  if (real.length === 0) return <Text size="sm">{words.nothing}</Text>;
  return (
    <List size="sm" aria-label={words.impact}>
      {real.map(([name, say]) => (
        <List.Item key={name}>{say(format.number(data[name]), data[name])}</List.Item>
      ))}
    </List>
  );
}
