import { Text } from "@mantine/core";
import { createLink } from "@tanstack/react-router";
import type { ComponentPropsWithoutRef, Ref } from "react";
import { useTexts } from "~/texts";
import { useFormat } from "~/texts/format";
import type { Overview, StatusCounts } from "~generated/schema";
import classes from "./Overview.module.css";

interface TileProps {
  name: string;
  number: string;
  hint: string;
}

type LinkProps = Omit<ComponentPropsWithoutRef<"a">, keyof TileProps> & {
  ref?: Ref<HTMLAnchorElement>;
};

const Tile = createLink(({ name, number, hint, ...link }: TileProps & LinkProps) => (
  <a {...link} className={classes.tile}>
    <Text size="sm" fw={500} component="span">
      {name}
    </Text>
    <div className={classes.number}>{number}</div>
    <Text size="xs" c="dimmed" component="span">
      {hint}
    </Text>
  </a>
));

/** What is registered, each leading to its list; what one may not see is left out. */
export function Tiles({ counts }: { counts: Overview["counts"] }) {
  const words = useTexts().overview.tiles;
  const format = useFormat();
  const { clients, users, roles, live_grants } = counts;
  if (!clients && !users && roles === null && live_grants === null) return null;

  const of = ({ active, disabled }: StatusCounts) => ({
    number: format.number(active + disabled),
    hint: [
      words.active(format.number(active)),
      ...(disabled > 0 ? [words.disabled(format.number(disabled))] : []),
    ].join(" · "),
  });
  return (
    <ul className={classes.tiles} aria-label={words.label}>
      {clients ? (
        <li>
          <Tile to="/settings/clients" name={words.clients} {...of(clients)} />
        </li>
      ) : null}
      {live_grants === null ? null : (
        <li>
          <Tile
            to="/audit"
            search={{ action: "authorization.granted" }}
            name={words.grants}
            number={format.number(live_grants)}
            hint={words.grantsHint}
          />
        </li>
      )}
      {users ? (
        <li>
          <Tile to="/access/users" name={words.users} {...of(users)} />
        </li>
      ) : null}
      {roles === null ? null : (
        <li>
          <Tile
            to="/access/roles"
            name={words.roles}
            number={format.number(roles)}
            hint={words.rolesHint}
          />
        </li>
      )}
    </ul>
  );
}
