import { Stack, Text } from "@mantine/core";
import { useState } from "react";
import { fullName, useMe } from "~/api/me";
import { useTexts } from "~/texts";
import { ConfirmDialog } from "~/ui/ConfirmDialog";
import { notifyDone, notifyFailure } from "~/ui/notify";
import type { User } from "~generated/schema";
import { useDeleteUser, useSetUserStatus } from "./queries";
import { ResetPasswordDialog } from "./ResetPasswordDialog";

export type UserAction = "enable" | "disable" | "reset" | "delete";

interface Asked {
  user: User;
  action: UserAction;
}

/** The actions on a user that ask before they act; `dialogs` goes anywhere on the page. */
export function useUserDialogs(onDeleted?: () => void) {
  const texts = useTexts();
  const setStatus = useSetUserStatus();
  const [asked, setAsked] = useState<Asked | null>(null);
  const close = () => setAsked(null);
  const userFor = (action: UserAction) => (asked?.action === action ? asked.user : null);

  const enable = (user: User) =>
    setStatus.mutate(
      { id: user.id, status: "active" },
      {
        onSuccess: () => notifyDone(texts.users.enabled(fullName(user))),
        onError: (error) => notifyFailure(error, texts),
      },
    );

  return {
    isEnabling: setStatus.isPending,
    act: (user: User, action: UserAction) =>
      action === "enable" ? enable(user) : setAsked({ user, action }),
    dialogs: (
      <>
        <DisableUserDialog user={userFor("disable")} onClose={close} />
        <ResetPasswordDialog user={userFor("reset")} onClose={close} />
        <DeleteUserDialog user={userFor("delete")} onClose={close} onDeleted={onDeleted} />
      </>
    ),
  };
}

interface DialogProps {
  /** The one it is about; null while the dialog is closed. */
  user: User | null;
  onClose: () => void;
}

function DisableUserDialog({ user, onClose }: DialogProps) {
  const words = useTexts().users;
  const ownId = useMe().user.id;
  const setStatus = useSetUserStatus();
  return (
    <ConfirmDialog
      isOpen={user !== null}
      onClose={onClose}
      title={user ? words.status.disableTitle(fullName(user)) : ""}
      action={words.status.disable}
      isDangerous
      onConfirm={async () => {
        if (!user) return;
        await setStatus.mutateAsync({ id: user.id, status: "disabled" });
        notifyDone(words.disabled(fullName(user)));
      }}
    >
      <Stack gap="xs">
        <Text size="sm">{words.status.means}</Text>
        {user?.id === ownId ? (
          <Text size="sm" fw={600}>
            {words.status.disableYourself}
          </Text>
        ) : null}
      </Stack>
    </ConfirmDialog>
  );
}

function DeleteUserDialog({
  user,
  onClose,
  onDeleted,
}: DialogProps & { onDeleted: (() => void) | undefined }) {
  const words = useTexts().users.deletion;
  const remove = useDeleteUser();
  return (
    <ConfirmDialog
      isOpen={user !== null}
      onClose={onClose}
      title={user ? words.title(fullName(user)) : ""}
      action={words.action}
      isDangerous
      {...(user ? { typedName: user.email } : {})}
      onConfirm={async () => {
        if (!user) return;
        await remove.mutateAsync(user.id);
        notifyDone(words.done(fullName(user)));
        onDeleted?.();
      }}
    >
      <Text size="sm">{words.text}</Text>
    </ConfirmDialog>
  );
}
