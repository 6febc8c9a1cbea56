import { Button, Text } from "@mantine/core";
import { IconPencil, IconPlayerPause, IconPlayerPlay, IconTrash } from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTexts } from "~/texts";
import { ConfirmDialog } from "~/ui/ConfirmDialog";
import { ButtonLink } from "~/ui/links";
import { notifyDone } from "~/ui/notify";
import type { ClientDetails } from "~generated/schema";
import { DeleteClientDialog } from "../DeleteClientDialog";
import { useSetClientStatus } from "../queries";

export function ClientActions({ client }: { client: ClientDetails }) {
  const texts = useTexts();
  const navigate = useNavigate();
  const [open, setOpen] = useState<"status" | "delete" | null>(null);
  const isActive = client.status === "active";
  const close = () => setOpen(null);
  return (
    <>
      <ButtonLink
        to="/settings/clients/$clientId/edit"
        params={{ clientId: client.client_id }}
        leftSection={<IconPencil size={16} />}
      >
        {texts.client.edit}
      </ButtonLink>
      <Button
        variant="default"
        leftSection={isActive ? <IconPlayerPause size={16} /> : <IconPlayerPlay size={16} />}
        onClick={() => setOpen("status")}
      >
        {isActive ? texts.common.disable : texts.common.enable}
      </Button>
      <Button
        variant="default"
        c="var(--mantine-color-error)"
        leftSection={<IconTrash size={16} />}
        onClick={() => setOpen("delete")}
      >
        {texts.common.delete}
      </Button>
      <StatusDialog client={client} isOpen={open === "status"} onClose={close} />
      <DeleteClientDialog
        client={open === "delete" ? client : null}
        onClose={close}
        onDeleted={() => void navigate({ to: "/settings/clients" })}
      />
    </>
  );
}

interface DialogProps {
  client: ClientDetails;
  isOpen: boolean;
  onClose: () => void;
}

function StatusDialog({ client, isOpen, onClose }: DialogProps) {
  const texts = useTexts();
  const setStatus = useSetClientStatus();
  const isActive = client.status === "active";
  const words = isActive ? texts.client.disable : texts.client.enable;
  return (
    <ConfirmDialog
      isOpen={isOpen}
      onClose={onClose}
      title={words.title(client.name)}
      action={words.action}
      onConfirm={async () => {
        await setStatus.mutateAsync({ client, status: isActive ? "disabled" : "active" });
        notifyDone(
          isActive ? texts.clients.disabled(client.name) : texts.clients.enabled(client.name),
        );
      }}
    >
      <Text size="sm">{words.text}</Text>
    </ConfirmDialog>
  );
}
