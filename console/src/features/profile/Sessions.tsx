import { Badge, Button, Group, Text } from "@mantine/core";
import { IconDeviceDesktop, IconDeviceMobile } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { type Texts, useTexts } from "~/texts";
import { ConfirmDialog } from "~/ui/ConfirmDialog";
import { notifyDone } from "~/ui/notify";
import { Section } from "~/ui/Section";
import { When } from "~/ui/When";
import type { Session } from "~generated/schema";
import { OwnList } from "./OwnList";
import classes from "./Profile.module.css";
import { sessionsQuery, useEndOtherSessions, useEndSession } from "./queries";
import { browserOf } from "./user_agent";

type Words = Texts["profile"]["sessions"];

export function Sessions() {
  const words = useTexts().profile.sessions;
  const [page, setPage] = useState(1);
  const query = useQuery(sessionsQuery(page));
  const [doomed, setDoomed] = useState<Session | null>(null);
  const [endsOthers, setEndsOthers] = useState(false);
  const endOne = useEndSession();
  const endOthers = useEndOtherSessions();
  const hasOthers = (query.data?.total ?? 0) > 1;

  return (
    <Section
      title={words.title}
      actions={
        hasOthers ? (
          <Button variant="default" size="xs" onClick={() => setEndsOthers(true)}>
            {words.endOthers}
          </Button>
        ) : null
      }
    >
      <OwnList
        label={words.title}
        query={query}
        page={page}
        onPage={setPage}
        empty={words.onlyThis}
      >
        {(session) => <Line key={session.id} session={session} onEnd={() => setDoomed(session)} />}
      </OwnList>
      <ConfirmDialog
        isOpen={doomed !== null}
        onClose={() => setDoomed(null)}
        title={words.endTitle}
        action={words.endAction}
        isDangerous
        onConfirm={async () => {
          if (!doomed) return;
          await endOne.mutateAsync(doomed.id);
          setPage(1);
          notifyDone(words.ended);
        }}
      >
        {doomed ? (
          <Text size="sm">{words.endText(sayBrowser(words, doomed), doomed.address)}</Text>
        ) : null}
      </ConfirmDialog>
      <ConfirmDialog
        isOpen={endsOthers}
        onClose={() => setEndsOthers(false)}
        title={words.endOthersTitle}
        action={words.endOthersAction}
        isDangerous
        onConfirm={async () => {
          await endOthers.mutateAsync();
          setPage(1);
          notifyDone(words.othersEnded);
        }}
      >
        <Text size="sm">{words.endOthersText}</Text>
      </ConfirmDialog>
    </Section>
  );
}

function sayBrowser(words: Words, session: Session): string {
  const { name, system } = browserOf(session.user_agent);
  const known = name ?? words.unknownBrowser;
  return system ? words.browser(known, system) : known;
}

const mobile = new Set(["iPhone", "iPad", "Android"]);

function Line({ session, onEnd }: { session: Session; onEnd: () => void }) {
  const words = useTexts().profile.sessions;
  const browser = sayBrowser(words, session);
  const isMobile = mobile.has(browserOf(session.user_agent).system ?? "");
  const Icon = isMobile ? IconDeviceMobile : IconDeviceDesktop;
  return (
    <li className={classes.item}>
      <Icon size={22} aria-hidden className={classes.icon} />
      <div className={classes.words}>
        <Group gap="xs">
          <Text size="sm" fw={600} title={session.user_agent}>
            {browser}
          </Text>
          {session.current ? (
            <Badge color="teal" variant="light" tt="none">
              {words.thisOne}
            </Badge>
          ) : null}
        </Group>
        <Text size="xs" c="dimmed">
          {words.address(session.address)}
        </Text>
        <Text size="xs" c="dimmed" component="div">
          {words.lastSeen} <When at={session.last_seen_at} /> · {words.signedIn}{" "}
          <When at={session.created_at} />
        </Text>
      </div>
      {session.current ? null : (
        <Button
          variant="default"
          size="xs"
          onClick={onEnd}
          aria-label={words.endThis(browser, session.address)}
        >
          {words.end}
        </Button>
      )}
    </li>
  );
}
