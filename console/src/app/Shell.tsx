import { Burger, Drawer, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { Link, Outlet, useRouterState } from "@tanstack/react-router";
import { useEffect } from "react";
import { useMe } from "~/api/me";
import { useTexts } from "~/texts";
import { applicationMark, applicationName } from "~/ui/application";
import { AccountMenu } from "./AccountMenu";
import { Navigation } from "./Navigation";
import classes from "./Shell.module.css";
import { SignInAgain } from "./session_lost";

/** The frame of every page: brand, navigation, account, content. */
export function Shell() {
  const texts = useTexts().shell;
  const me = useMe();
  const [isOpen, drawer] = useDisclosure(false);
  const path = useRouterState({ select: (state) => state.location.pathname });
  // biome-ignore lint/correctness/useExhaustiveDependencies: it closes whenever the page changes
  useEffect(() => drawer.close(), [path]);

  return (
    <div className={classes.shell}>
      <a href="#content" className={classes.skip}>
        {texts.skip}
      </a>
      <header className={classes.header}>
        <Burger
          className={classes.burger}
          opened={isOpen}
          onClick={drawer.toggle}
          size="sm"
          aria-label={isOpen ? texts.closeNavigation : texts.openNavigation}
        />
        <Link to="/" className={classes.brand}>
          <img src={applicationMark()} alt="" width={28} height={28} />
          <Text component="span" fw={650} truncate>
            {applicationName()}
          </Text>
        </Link>
        <AccountMenu />
      </header>
      <div className={classes.side}>
        <Navigation />
      </div>
      <Drawer opened={isOpen} onClose={drawer.close} size={280} title={applicationName()}>
        <Navigation />
      </Drawer>
      <main id="content" className={classes.content} tabIndex={-1}>
        <Outlet />
      </main>
      <SignInAgain email={me.user.email} />
    </div>
  );
}
