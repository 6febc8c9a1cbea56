import { SegmentedControl, Stack, Tabs, Text } from "@mantine/core";
import { useState } from "react";
import { useTexts } from "~/texts";
import { CopyIcon } from "~/ui/Copy";
import { snippetLanguages } from "./languages";
import classes from "./Snippets.module.css";
import { type Flow, flowsOf, type SnippetClient, valuesOf } from "./values";

interface Props {
  client: SnippetClient;
  issuer: string;
  /** While it is known: right after it was made. */
  secret?: string | undefined;
}

/** Code to paste, filled with this client's values. */
export function Snippets({ client, issuer, secret }: Props) {
  const words = useTexts().register.snippets;
  const flows = flowsOf(client);
  const [asked, setAsked] = useState<Flow | undefined>(flows[0]);
  const flow = flows.find((one) => one === asked) ?? flows[0];
  if (!flow) return null;
  const values = valuesOf(client, issuer, flow, secret);
  const isPlaceholder = values.secret !== null && secret === undefined;
  return (
    <Stack gap="sm">
      {flows.length > 1 ? (
        <SegmentedControl
          aria-label={words.flow}
          value={flow}
          data={flows.map((one) => ({ value: one, label: words.flows[one] }))}
          onChange={(chosen) => setAsked(flows.find((one) => one === chosen))}
        />
      ) : null}
      <Tabs defaultValue="curl" keepMounted={false}>
        <Tabs.List className={classes.tabs} aria-label={words.label}>
          {snippetLanguages.map(({ id, name }) => (
            <Tabs.Tab key={id} value={id}>
              {name}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {snippetLanguages.map(({ id, name, write }) => (
          <Tabs.Panel key={id} value={id} pt="sm">
            <Code text={write(values)} name={name} />
          </Tabs.Panel>
        ))}
      </Tabs>
      {isPlaceholder ? (
        <Text size="xs" c="dimmed">
          {words.placeholder}
        </Text>
      ) : null}
    </Stack>
  );
}

function Code({ text, name }: { text: string; name: string }) {
  const words = useTexts().register.snippets;
  return (
    <div className={classes.code}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: so that the keyboard can scroll it */}
      <section tabIndex={0} aria-label={name}>
        <pre>
          <code>{text}</code>
        </pre>
      </section>
      <div className={classes.copy}>
        <CopyIcon value={text} thing={words.thing(name)} />
      </div>
    </div>
  );
}
