import { Text } from "@mantine/core";
import { IconLock } from "@tabler/icons-react";
import { useTexts } from "~/texts";
import { useFormat } from "~/texts/format";
import { Facts, Section } from "~/ui/Section";
import type { ClientDetails } from "~generated/schema";

/** What cannot be changed, and what to do instead. */
export function FixedFields({ client }: { client: ClientDetails }) {
  const texts = useTexts();
  const words = texts.client;
  const format = useFormat();
  return (
    <Section
      title={words.editing.fixed}
      description={words.editing.fixedHint}
      actions={
        <IconLock
          size={18}
          role="img"
          aria-label={words.facts.fixed}
          color="var(--mantine-color-dimmed)"
        />
      }
    >
      <Facts
        facts={[
          { name: words.facts.type, value: texts.clients.types[client.client_type].name },
          {
            name: words.facts.grantTypes,
            value: format.list(client.grant_types.map((grant) => words.facts.grants[grant])),
          },
          {
            name: words.facts.responseTypes,
            value: client.response_types.join(", ") || <Text size="sm">{texts.common.none}</Text>,
          },
        ]}
      />
    </Section>
  );
}
