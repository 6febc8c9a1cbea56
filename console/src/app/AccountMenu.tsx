import {
  Avatar,
  type MantineColorScheme,
  Menu,
  Text,
  UnstyledButton,
  useMantineColorScheme,
} from "@mantine/core";
import {
  IconApi,
  IconCheck,
  IconDeviceDesktop,
  IconLogout,
  IconMoon,
  IconSun,
  IconUser,
} from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import { fullName, signOut, useMe } from "~/api/me";
import { type Language, languages, useSpoken } from "~/texts";
import { notifyFailure } from "~/ui/notify";
import { goToSignIn } from "./session_lost";

const schemes: readonly [MantineColorScheme, typeof IconSun][] = [
  ["light", IconSun],
  ["dark", IconMoon],
  ["auto", IconDeviceDesktop],
];

/** Profile, theme, language, sign out. */
export function AccountMenu() {
  const { texts, language, speak } = useSpoken();
  const { user } = useMe();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const navigate = useNavigate();
  const name = fullName(user);

  const leave = async () => {
    try {
      await signOut();
      goToSignIn();
    } catch (error) {
      notifyFailure(error, texts);
    }
  };

  return (
    <Menu width={240}>
      <Menu.Target>
        <UnstyledButton>
          <Avatar name={name} color="brand" radius="xl" size={34} alt="" aria-hidden />
          <span className="visually-hidden">{texts.shell.account(name)}</span>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          <Text size="sm" fw={600} c="var(--mantine-color-text)" truncate>
            {name}
          </Text>
          <Text size="xs" truncate>
            {user.email}
          </Text>
        </Menu.Label>
        <Menu.Item
          leftSection={<IconUser size={16} />}
          onClick={() => void navigate({ to: "/profile" })}
        >
          {texts.shell.profile}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Label>{texts.shell.theme}</Menu.Label>
        {schemes.map(([scheme, Icon]) => (
          <Menu.Item
            key={scheme}
            closeMenuOnClick={false}
            leftSection={<Icon size={16} />}
            rightSection={scheme === colorScheme ? <IconCheck size={16} /> : null}
            aria-current={scheme === colorScheme}
            onClick={() => setColorScheme(scheme)}
          >
            {texts.shell.themes[scheme]}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Label>{texts.shell.language}</Menu.Label>
        {Object.entries(languages).map(([code, label]) => (
          <Menu.Item
            key={code}
            lang={code}
            closeMenuOnClick={false}
            rightSection={code === language ? <IconCheck size={16} /> : null}
            aria-current={code === language}
            onClick={() => speak(code as Language)}
          >
            {label}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item component="a" href="/swagger/index.html" leftSection={<IconApi size={16} />}>
          {texts.shell.apiReference}
        </Menu.Item>
        <Menu.Item leftSection={<IconLogout size={16} />} onClick={() => void leave()}>
          {texts.shell.signOut}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
