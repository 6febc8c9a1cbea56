import { Burger, Drawer, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { Link, Outlet, useRouterState } from "@tanstack/react-router";
import { lazy, Suspense, useEffect, useState } from "react";
import { onSessionLost } from "~/api/client";
import { useMe } from "~/api/me";
import { useTexts } from "~/texts";
import { applicationMark, applicationName } from "~/ui/application";
import { AccountMenu } from "./AccountMenu";
import { Navigation } from "./Navigation";
import classes from "./Shell.module.css";

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
      <Drawer
        opened={isOpen}
        onClose={drawer.close}
        size={280}
        title={applicationName()}
        closeButtonProps={{ "aria-label": texts.closeNavigation }}
      >
        <Navigation />
      </Drawer>
      <main id="content" className={classes.content} tabIndex={-1}>
        <Outlet />
      </main>
      <LostSession email={me.user.email} />
    </div>
  );
}

// Needed seldom, so not part of the first load, but fetched then: later the server may be away.
const loadSignInAgain = () => import("./SignInAgain");
const SignInAgain = lazy(async () => ({ default: (await loadSignInAgain()).SignInAgain }));

function LostSession({ email }: { email: string }) {
  const [isLost, setLost] = useState(false);
  useEffect(() => onSessionLost(() => setLost(true)), []);
  useEffect(() => {
    const timer = setTimeout(() => void loadSignInAgain().catch(() => {}), 3_000);
    return () => clearTimeout(timer);
  }, []);
  if (!isLost) return null;
  return (
    <Suspense>
      <SignInAgain email={email} onSignedIn={() => setLost(false)} />
    </Suspense>
  );
}
