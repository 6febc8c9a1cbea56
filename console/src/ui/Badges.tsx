import { Badge, Group, HoverCard, Text, UnstyledButton } from "@mantine/core";
import { useTexts } from "~/texts";
import classes from "./Badges.module.css";

export function StatusBadge({ status }: { status: "active" | "disabled" }) {
  const texts = useTexts().common;
  return (
    <Badge
      variant="light"
      color={status === "active" ? "teal" : "gray"}
      className={classes.status}
      data-status={status}
    >
      {texts[status]}
    </Badge>
  );
}

const SHOWN = 2;

/** The first scopes, and how many more there are; those on hover and focus. */
export function ScopeBadges({
  scopes,
  shown = SHOWN,
}: {
  scopes: readonly string[];
  shown?: number;
}) {
  const texts = useTexts().common;
  const rest = scopes.slice(shown);
  return (
    <Group gap={4}>
      {scopes.slice(0, shown).map((scope) => (
        <Scope key={scope} name={scope} />
      ))}
      {rest.length > 0 ? (
        <HoverCard shadow="md" withinPortal openDelay={150}>
          <HoverCard.Target>
            <UnstyledButton
              className={classes.more}
              aria-label={`${texts.moreScopes(rest.length)}: ${rest.join(", ")}`}
            >
              {texts.more(rest.length)}
            </UnstyledButton>
          </HoverCard.Target>
          <HoverCard.Dropdown>
            <Text size="xs" c="dimmed" mb={4}>
              {texts.moreScopes(rest.length)}
            </Text>
            <Group gap={4} maw={320}>
              {rest.map((scope) => (
                <Scope key={scope} name={scope} />
              ))}
            </Group>
          </HoverCard.Dropdown>
        </HoverCard>
      ) : null}
    </Group>
  );
}

export function Scope({ name }: { name: string }) {
  return <span className={classes.scope}>{name}</span>;
}
