import { Menu } from "@mantine/core";
import { IconCopyPlus, IconEye, IconTrash } from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import { may, useMe } from "~/api/me";
import { useTexts } from "~/texts";
import { RowMenu } from "~/ui/RowMenu";
import type { Role } from "~generated/schema";
import { mayChange } from "./rights";

interface Props {
  role: Role;
  onDelete: (role: Role) => void;
}

export function RoleRowMenu({ role, onDelete }: Props) {
  const texts = useTexts();
  const words = texts.roles.menu;
  const navigate = useNavigate();
  const me = useMe();
  const mayWrite = may(me, "roles:write");
  return (
    <RowMenu thing={role.name}>
      <Menu.Item
        leftSection={<IconEye size={16} />}
        onClick={() => void navigate({ to: "/access/roles/$roleId", params: { roleId: role.id } })}
      >
        {mayChange(me, role) ? words.edit : words.view}
      </Menu.Item>
      {mayWrite ? (
        <Menu.Item
          leftSection={<IconCopyPlus size={16} />}
          onClick={() => void navigate({ to: "/access/roles/new", search: { from: role.id } })}
        >
          {words.duplicate}
        </Menu.Item>
      ) : null}
      {mayWrite && !role.is_system_administrator ? (
        <>
          <Menu.Divider />
          <Menu.Item
            c="var(--mantine-color-error)"
            leftSection={<IconTrash size={16} />}
            onClick={() => onDelete(role)}
          >
            {texts.common.delete}
          </Menu.Item>
        </>
      ) : null}
    </RowMenu>
  );
}
