import { Text } from "@mantine/core";
import {
  IconCircleCheck,
  IconClockPause,
  IconKey,
  IconKeyOff,
  IconRefresh,
  IconShieldX,
  IconUserOff,
} from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import type { ComponentType } from "react";
import { type Texts, useTexts } from "~/texts";
import { type Format, useFormat } from "~/texts/format";
import { AnchorLink } from "~/ui/links";
import { ProblemAlert } from "~/ui/ProblemAlert";
import { Section } from "~/ui/Section";
import type { Attention } from "~generated/schema";
import classes from "./Overview.module.css";
import { allAttentionQuery } from "./queries";

type Kind = Attention["kind"];

const icons: Record<Kind, ComponentType<{ size?: number; className?: string | undefined }>> = {
  sign_ins_failed: IconShieldX,
  acting_user_inactive: IconUserOff,
  key_rotates: IconRefresh,
  secret_never_used: IconKeyOff,
  secret_old: IconKey,
  client_unused: IconClockPause,
};

const MOST_AT_FIRST = 8;

interface Props {
  /** The most pressing; all of them only where there are few. */
  items: readonly Attention[];
  total: number;
}

export function AttentionList({ items, total }: Props) {
  const words = useTexts().overview.attention;
  const isWhole = useSearch({ from: "/" }).attention === "all";
  const rest = useQuery({ ...allAttentionQuery, enabled: isWhole && total > items.length });
  const known = total > items.length ? (rest.data ?? items) : items;
  const shown = isWhole ? known : items.slice(0, MOST_AT_FIRST);
  return (
    <Section title={words.title}>
      {shown.length === 0 ? (
        <div className={classes.item}>
          <IconCircleCheck size={20} className={classes.icon} aria-hidden />
          <Text size="sm">{words.nothing}</Text>
        </div>
      ) : (
        <ul className={classes.items} aria-label={words.title}>
          {shown.map((item) => (
            <Item key={`${item.kind} ${item.client?.client_id}`} item={item} />
          ))}
        </ul>
      )}
      {rest.isError ? (
        <ProblemAlert error={rest.error} onRetry={() => void rest.refetch()} />
      ) : null}
      {total > MOST_AT_FIRST ? <Extent total={total} isWhole={isWhole} /> : null}
    </Section>
  );
}

/** Switches between all and the most pressing, in the address. */
function Extent({ total, isWhole }: { total: number; isWhole: boolean }) {
  const words = useTexts().overview.attention;
  const format = useFormat();
  return (
    <AnchorLink
      to="/"
      search={isWhole ? {} : { attention: "all" }}
      replace
      resetScroll={false}
      size="sm"
    >
      {isWhole ? words.fewer : words.all(format.number(total))}
    </AnchorLink>
  );
}

function Item({ item }: { item: Attention }) {
  const words = useTexts().overview.attention;
  const format = useFormat();
  const Icon = icons[item.kind];
  return (
    <li className={classes.item} data-kind={item.kind}>
      <Icon size={20} className={classes.icon} aria-hidden />
      <div className={classes.words}>
        <Text size="sm">{say(item, words, format)}</Text>
        {item.kind === "key_rotates" ? (
          <Text size="xs" c="dimmed">
            {words.keyHint}
          </Text>
        ) : null}
        <WayThere item={item} />
      </div>
    </li>
  );
}

function say(item: Attention, words: Texts["overview"]["attention"], format: Format): string {
  const client = item.client?.name ?? "";
  const count = item.count ?? 0;
  const n = format.number(count);
  const time = item.since === null ? null : new Date(item.since);
  const since = time ? format.date(time) : "";
  switch (item.kind) {
    case "sign_ins_failed":
      return words.signInsFailed(n, count, time ? `${since} ${format.time(time)}` : "");
    case "acting_user_inactive":
      return words.actingUserInactive(client);
    case "key_rotates":
      return words.keyRotates(n, count, since);
    case "secret_never_used":
      return words.secretNeverUsed(client, n, count, since);
    case "secret_old":
      return words.secretOld(client, n, count, since);
    case "client_unused":
      return words.clientUnused(client, since);
  }
}

function WayThere({ item }: { item: Attention }) {
  const words = useTexts().overview.attention;
  if (item.kind === "sign_ins_failed")
    return (
      <AnchorLink
        to="/audit"
        search={{ action: "sign_in.failed", ...(item.since ? { from: item.since } : {}) }}
        size="sm"
      >
        {words.seeSignIns}
      </AnchorLink>
    );
  if (!item.client) return null;
  return (
    <AnchorLink
      to="/settings/clients/$clientId"
      params={{ clientId: item.client.client_id }}
      size="sm"
    >
      {words.seeClient(item.client.name)}
    </AnchorLink>
  );
}
