import { Button, Text } from "@mantine/core";
import { IconApps } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { consentsQuery } from "~/api/consents";
import { describeScopes, scopesQuery } from "~/api/scopes";
import { useTexts } from "~/texts";
import { Scope } from "~/ui/Badges";
import { ConfirmDialog } from "~/ui/ConfirmDialog";
import { listOptions } from "~/ui/DataTable";
import { notifyDone } from "~/ui/notify";
import { Section } from "~/ui/Section";
import { When } from "~/ui/When";
import type { Consent } from "~generated/schema";
import { OwnList } from "./OwnList";
import classes from "./Profile.module.css";
import { LIST_SIZE, useWithdraw } from "./queries";

export function Applications() {
  const words = useTexts().profile.applications;
  const [page, setPage] = useState(1);
  const query = useQuery({ ...consentsQuery(page, LIST_SIZE), ...listOptions });
  const [doomed, setDoomed] = useState<Consent["client"] | null>(null);
  const withdraw = useWithdraw();
  return (
    <Section title={words.title} description={words.description}>
      <OwnList label={words.title} query={query} page={page} onPage={setPage} empty={words.none}>
        {(consent) => (
          <Application
            key={consent.client.client_id}
            consent={consent}
            onWithdraw={() => setDoomed(consent.client)}
          />
        )}
      </OwnList>
      <ConfirmDialog
        isOpen={doomed !== null}
        onClose={() => setDoomed(null)}
        title={doomed ? words.withdrawTitle(doomed.name) : ""}
        action={words.withdraw}
        isDangerous
        onConfirm={async () => {
          if (!doomed) return;
          await withdraw.mutateAsync(doomed.client_id);
          setPage(1);
          notifyDone(words.withdrawn(doomed.name));
        }}
      >
        <Text size="sm">{words.withdrawText}</Text>
      </ConfirmDialog>
    </Section>
  );
}

function Application({ consent, onWithdraw }: { consent: Consent; onWithdraw: () => void }) {
  const words = useTexts().profile.applications;
  const { client, scopes, updated_at } = consent;
  const { data } = useQuery(scopesQuery);
  const descriptions = describeScopes(data);
  return (
    <li className={classes.item}>
      <IconApps size={22} aria-hidden className={classes.icon} />
      <div className={classes.words}>
        <Text size="sm" fw={600}>
          {client.name}
        </Text>
        {client.description ? (
          <Text size="xs" c="dimmed">
            {client.description}
          </Text>
        ) : null}
        <Text size="xs" c="dimmed" component="div">
          {words.since} <When at={updated_at} />
        </Text>
        <ul className={classes.scopes} aria-label={words.scopes(client.name)}>
          {scopes.map((scope) => (
            <li key={scope}>
              {descriptions.has(scope) ? `${descriptions.get(scope)} ` : null}
              <Scope name={scope} />
            </li>
          ))}
        </ul>
      </div>
      <Button
        variant="default"
        size="xs"
        onClick={onWithdraw}
        aria-label={words.withdrawFrom(client.name)}
      >
        {words.withdraw}
      </Button>
    </li>
  );
}
