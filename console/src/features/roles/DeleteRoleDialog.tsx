import { Button, Group, Modal, Stack, Text } from "@mantine/core";
import { useTexts } from "~/texts";
import { useFormat } from "~/texts/format";
import { ConfirmDialog } from "~/ui/ConfirmDialog";
import { ButtonLink } from "~/ui/links";
import { notifyDone } from "~/ui/notify";
import type { Role } from "~generated/schema";
import { useDeleteRole } from "./queries";

interface Props {
  /** The one to delete; null while the dialog is closed. */
  role: Role | null;
  onClose: () => void;
  onDeleted?: () => void;
}

/** Deletes a role that no user holds; of others it says how many do. */
export function DeleteRoleDialog({ role, onClose, onDeleted }: Props) {
  const words = useTexts().roles.deletion;
  const remove = useDeleteRole();
  const isUsed = role !== null && role.user_count > 0;
  return (
    <>
      <InUse role={isUsed ? role : null} onClose={onClose} />
      <ConfirmDialog
        isOpen={role !== null && !isUsed}
        onClose={onClose}
        title={role ? words.title(role.name) : ""}
        action={words.action}
        isDangerous
        onConfirm={async () => {
          if (!role) return;
          await remove.mutateAsync(role.id);
          notifyDone(words.done(role.name));
          onDeleted?.();
        }}
      >
        <Text size="sm">{words.text}</Text>
      </ConfirmDialog>
    </>
  );
}

function InUse({ role, onClose }: Pick<Props, "role" | "onClose">) {
  const texts = useTexts();
  const words = texts.roles.deletion;
  const format = useFormat();
  return (
    <Modal
      opened={role !== null}
      onClose={onClose}
      title={role ? words.usedTitle(role.name) : ""}
      closeButtonProps={{ "aria-label": texts.common.close }}
    >
      {role ? (
        <Stack>
          <Text size="sm">{words.used(format.number(role.user_count), role.user_count)}</Text>
          <Group justify="flex-end" gap="xs">
            <ButtonLink to="/access/users" variant="default">
              {words.toUsers}
            </ButtonLink>
            <Button data-autofocus onClick={onClose}>
              {texts.common.close}
            </Button>
          </Group>
        </Stack>
      ) : null}
    </Modal>
  );
}
