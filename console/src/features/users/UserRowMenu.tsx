import { Menu } from "@mantine/core";
import {
  IconCopy,
  IconEye,
  IconKey,
  IconPlayerPause,
  IconPlayerPlay,
  IconTrash,
  IconUserCircle,
} from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import { fullName } from "~/api/me";
import { useTexts } from "~/texts";
import { useCopyAndTell } from "~/ui/clipboard";
import { RowMenu } from "~/ui/RowMenu";
import type { User } from "~generated/schema";
import type { UserRights } from "./rights";
import type { UserAction } from "./UserDialogs";

interface Props {
  user: User;
  rights: UserRights;
  onAction: (action: UserAction) => void;
}

const icon = { size: 16 };

export function UserRowMenu({ user, rights, onAction }: Props) {
  const texts = useTexts();
  const words = texts.users.menu;
  const navigate = useNavigate();
  const copy = useCopyAndTell();
  const isActive = user.status === "active";

  return (
    <RowMenu thing={fullName(user)}>
      <Menu.Item
        leftSection={<IconEye {...icon} />}
        onClick={() => void navigate({ to: "/access/users/$userId", params: { userId: user.id } })}
      >
        {words.view}
      </Menu.Item>
      {rights.canChange ? (
        <Menu.Item
          leftSection={isActive ? <IconPlayerPause {...icon} /> : <IconPlayerPlay {...icon} />}
          onClick={() => onAction(isActive ? "disable" : "enable")}
        >
          {isActive ? texts.common.disable : texts.common.enable}
        </Menu.Item>
      ) : null}
      {rights.canTakeOver && !rights.isSelf ? (
        <Menu.Item leftSection={<IconKey {...icon} />} onClick={() => onAction("reset")}>
          {words.resetPassword}
        </Menu.Item>
      ) : null}
      <Menu.Item leftSection={<IconCopy {...icon} />} onClick={() => void copy(user.id)}>
        {words.copyId}
      </Menu.Item>
      {rights.isSelf ? (
        <Menu.Item
          leftSection={<IconUserCircle {...icon} />}
          onClick={() => void navigate({ to: "/profile" })}
        >
          {words.profile}
        </Menu.Item>
      ) : null}
      {rights.canChange && !rights.isSelf ? (
        <>
          <Menu.Divider />
          <Menu.Item
            c="var(--mantine-color-error)"
            leftSection={<IconTrash {...icon} />}
            onClick={() => onAction("delete")}
          >
            {texts.common.delete}
          </Menu.Item>
        </>
      ) : null}
    </RowMenu>
  );
}
