import { ActionIcon, Badge, Text, Tooltip } from "@mantine/core";
import { IconCheck, IconChevronDown, IconPlugConnected, IconX } from "@tabler/icons-react";
import { useTexts } from "~/texts";
import { useFormat } from "~/texts/format";
import { sayAction, sayActor, sayTarget } from "~/ui/audit_words";
import { useNow } from "~/ui/now";
import type { Event } from "~generated/schema";
import { actingClient } from "./actions";
import classes from "./columns.module.css";

/** To the second, with how long ago that is on hover and focus. */
export function EventTime({ at }: { at: string }) {
  const format = useFormat();
  const now = useNow();
  const time = new Date(at);
  return (
    <Tooltip label={format.relative(time, now)}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: so that the keyboard reaches the tooltip */}
      <time dateTime={at} tabIndex={0} className={classes.time}>
        {format.moment(time)}
      </time>
    </Tooltip>
  );
}

export function What({ event }: { event: Event }) {
  const words = useTexts().audit;
  return (
    <div className={classes.what}>
      <Text size="sm">{sayAction(words, event.action)}</Text>
      <span className={classes.code}>{event.action}</span>
    </div>
  );
}

export function Actor({ event }: { event: Event }) {
  const words = useTexts().audit;
  const through = actingClient(event);
  const throughName = through?.name || through?.client_id || "";
  const actor = sayActor(words, event.actor);
  return (
    <div className={classes.person}>
      <Text size="sm" className={classes.name} {...(event.actor ? {} : { c: "dimmed" })}>
        <Name text={actor} />
      </Text>
      {through ? (
        <Tooltip label={words.throughHint(throughName, actor)} multiline maw={280}>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: so that the keyboard reaches the tooltip */}
          <span className={classes.through} tabIndex={0} data-through={through.client_id}>
            <IconPlugConnected size={13} aria-hidden />
            {words.through(throughName)}
          </span>
        </Tooltip>
      ) : event.client ? (
        <Text size="xs" c="dimmed" className={classes.name}>
          {words.forClient(event.client.name || event.client.client_id)}
        </Text>
      ) : null}
    </div>
  );
}

/** E-mail addresses break before their domain. */
function Name({ text }: { text: string }) {
  const at = text.indexOf("@") + 1;
  if (at === 0) return text;
  return (
    <>
      {text.slice(0, at)}
      <wbr />
      {text.slice(at)}
    </>
  );
}

export function Target({ target }: { target: Event["target"] }) {
  const words = useTexts().audit;
  if (!target.type)
    return (
      <Text size="sm" c="dimmed">
        {words.noTarget}
      </Text>
    );
  return (
    <div className={classes.target}>
      <Text size="sm" className={classes.name}>
        <Name text={target.name || sayTarget(words, target.type)} />
      </Text>
      {target.name ? (
        <Text size="xs" c="dimmed">
          {sayTarget(words, target.type)}
        </Text>
      ) : null}
    </div>
  );
}

export function OutcomeBadge({ outcome }: { outcome: Event["outcome"] }) {
  const words = useTexts().audit.outcomes;
  const isSuccess = outcome === "success";
  const Icon = isSuccess ? IconCheck : IconX;
  return (
    <Badge
      variant="light"
      color={isSuccess ? "teal" : "red"}
      className={classes.outcome}
      leftSection={<Icon size={12} aria-hidden />}
    >
      {words[outcome]}
    </Badge>
  );
}

interface ToggleProps {
  event: Event;
  isOpen: boolean;
  onToggle: () => void;
}

export function DetailsToggle({ event, isOpen, onToggle }: ToggleProps) {
  const words = useTexts().audit;
  const what = sayAction(words, event.action);
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      className={classes.toggle}
      aria-expanded={isOpen}
      aria-label={isOpen ? words.details.hide(what) : words.details.show(what)}
      onClick={onToggle}
    >
      <IconChevronDown size={18} />
    </ActionIcon>
  );
}
