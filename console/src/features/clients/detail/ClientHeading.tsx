import { Group } from "@mantine/core";
import { useTexts } from "~/texts";
import { StatusBadge } from "~/ui/Badges";
import { CopyText } from "~/ui/Copy";
import type { ClientDetails } from "~generated/schema";
import { ClientIcon } from "../ClientIcon";

/** Below the name: what kind of client it is, its status and its id. */
export function ClientHeading({ client }: { client: ClientDetails }) {
  const texts = useTexts();
  return (
    <Group gap="xs" mt={4}>
      <ClientIcon type={client.client_type} size={24} />
      <span>{texts.clients.types[client.client_type].name}</span>
      <StatusBadge status={client.status} />
      <CopyText value={client.client_id} thing={texts.clients.clientId} />
    </Group>
  );
}
