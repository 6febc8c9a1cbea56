import {
  IconApps,
  IconHistory,
  IconHome,
  IconSettings,
  IconShieldCheck,
  IconUsers,
} from "@tabler/icons-react";
import { Link, type LinkProps } from "@tanstack/react-router";
import type { ComponentType } from "react";
import { useMe } from "~/api/me";
import { useTexts } from "~/texts";
import { type Area, areaName, mayOpen } from "./areas";
import classes from "./Navigation.module.css";

interface Entry {
  area: Area;
  to: NonNullable<LinkProps["to"]>;
  icon: ComponentType<{ size?: number; "aria-hidden"?: boolean }>;
}

interface Group {
  heading: "identityAndAccess" | "systemSettings" | null;
  entries: readonly Entry[];
}

const groups: readonly Group[] = [
  { heading: null, entries: [{ area: "overview", to: "/", icon: IconHome }] },
  {
    heading: "identityAndAccess",
    entries: [
      { area: "users", to: "/access/users", icon: IconUsers },
      { area: "roles", to: "/access/roles", icon: IconShieldCheck },
    ],
  },
  {
    heading: "systemSettings",
    entries: [
      { area: "clients", to: "/settings/clients", icon: IconApps },
      { area: "general", to: "/settings/general", icon: IconSettings },
    ],
  },
  { heading: null, entries: [{ area: "audit", to: "/audit", icon: IconHistory }] },
];

/** The areas that the signed-in user may open. */
export function Navigation() {
  const texts = useTexts();
  const me = useMe();
  const open = groups
    .map((group) => ({ ...group, entries: group.entries.filter(({ area }) => mayOpen(me, area)) }))
    .filter(({ entries }) => entries.length > 0);

  return (
    <nav aria-label={texts.shell.navigation} className={classes.navigation}>
      {open.map(({ heading, entries }) => (
        <div key={entries[0]?.area}>
          {heading ? <div className={classes.heading}>{texts.shell[heading]}</div> : null}
          <ul className={classes.list}>
            {entries.map(({ area, to, icon: Icon }) => (
              <li key={area}>
                <Link to={to} className={classes.link} activeOptions={{ exact: to === "/" }}>
                  <Icon size={18} aria-hidden />
                  {areaName(texts, area)}
                </Link>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  );
}
