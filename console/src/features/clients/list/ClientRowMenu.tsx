import { Menu } from "@mantine/core";
import { IconCopy, IconEye, IconPlayerPause, IconPlayerPlay, IconTrash } from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import { useTexts } from "~/texts";
import { useCopyAndTell } from "~/ui/clipboard";
import { notifyDone, notifyFailure } from "~/ui/notify";
import { RowMenu } from "~/ui/RowMenu";
import type { Client } from "~generated/schema";
import { useSetClientStatus } from "../queries";

interface Props {
  client: Client;
  onDelete: (client: Client) => void;
}

export function ClientRowMenu({ client, onDelete }: Props) {
  const texts = useTexts();
  const words = texts.clients;
  const navigate = useNavigate();
  const copy = useCopyAndTell();
  const setStatus = useSetClientStatus();
  const isActive = client.status === "active";

  const toggle = () =>
    setStatus.mutate(
      { client, status: isActive ? "disabled" : "active" },
      {
        onSuccess: () =>
          notifyDone(isActive ? words.disabled(client.name) : words.enabled(client.name)),
        onError: (error) => notifyFailure(error, texts),
      },
    );

  return (
    <RowMenu thing={client.name}>
      <Menu.Item
        leftSection={<IconEye size={16} />}
        onClick={() =>
          void navigate({
            to: "/settings/clients/$clientId",
            params: { clientId: client.client_id },
          })
        }
      >
        {words.menu.view}
      </Menu.Item>
      <Menu.Item
        leftSection={isActive ? <IconPlayerPause size={16} /> : <IconPlayerPlay size={16} />}
        onClick={toggle}
      >
        {isActive ? texts.common.disable : texts.common.enable}
      </Menu.Item>
      <Menu.Item leftSection={<IconCopy size={16} />} onClick={() => void copy(client.client_id)}>
        {words.menu.copyId}
      </Menu.Item>
      <Menu.Divider />
      <Menu.Item
        c="var(--mantine-color-error)"
        leftSection={<IconTrash size={16} />}
        onClick={() => onDelete(client)}
      >
        {texts.common.delete}
      </Menu.Item>
    </RowMenu>
  );
}
