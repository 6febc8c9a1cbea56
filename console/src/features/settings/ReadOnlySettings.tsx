import { Alert, Stack, Text } from "@mantine/core";
import { IconInfoCircle } from "@tabler/icons-react";
import { useTexts } from "~/texts";
import { useFormat } from "~/texts/format";
import { Facts, Section } from "~/ui/Section";
import type { Settings } from "~generated/schema";
import { lifetimeFields } from "./lifetimes";

/** For those who may read the settings only. */
export function ReadOnlySettings({ settings }: { settings: Settings }) {
  const words = useTexts().settings;
  const format = useFormat();
  return (
    <Stack gap="lg">
      <Alert color="gray" icon={<IconInfoCircle />}>
        {words.readOnly}
      </Alert>
      <Section title={words.brand.title}>
        <Facts facts={[{ name: words.brand.name, value: settings.brand_name }]} />
      </Section>
      <Section title={words.rbac.title}>
        <Facts
          facts={[
            {
              name: words.rbac.label,
              value: (
                <>
                  {settings.rbac_enabled ? words.rbac.on : words.rbac.offShort}
                  <Text size="xs" c="dimmed">
                    {settings.rbac_enabled ? words.rbac.hint : words.rbac.off}
                  </Text>
                </>
              ),
            },
          ]}
        />
      </Section>
      <Section title={words.lifetimes.title}>
        <Facts
          facts={lifetimeFields.map((field) => ({
            name: words.lifetimes.fields[field].name,
            value: format.duration(settings[field]),
          }))}
        />
      </Section>
    </Stack>
  );
}
