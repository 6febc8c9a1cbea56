// The parts of the settings' form.

import { SimpleGrid, Switch, TextInput, Title } from "@mantine/core";
import type { UseFormReturnType } from "@mantine/form";
import { useTexts } from "~/texts";
import { Section } from "~/ui/Section";
import type { SettingsValues } from "./form";
import { LifetimeInput } from "./LifetimeInput";
import type { LifetimeField } from "./lifetimes";

interface Props {
  form: UseFormReturnType<SettingsValues>;
}

export function BrandSection({ form }: Props) {
  const words = useTexts().settings.brand;
  return (
    <Section title={words.title}>
      <TextInput
        label={words.name}
        description={words.hint}
        required
        autoComplete="off"
        {...form.getInputProps("brand_name")}
      />
    </Section>
  );
}

export function RbacSection({ form }: Props) {
  const words = useTexts().settings.rbac;
  return (
    <Section title={words.title}>
      <Switch
        label={words.label}
        description={form.values.rbac_enabled ? words.hint : words.off}
        {...form.getInputProps("rbac_enabled", { type: "checkbox" })}
      />
    </Section>
  );
}

const groups = {
  tokens: [
    "access_token_lifetime_seconds",
    "id_token_lifetime_seconds",
    "authorization_code_lifetime_seconds",
  ],
  refresh: ["refresh_token_idle_lifetime_seconds", "refresh_token_absolute_lifetime_seconds"],
  sessions: ["session_idle_lifetime_seconds", "session_absolute_lifetime_seconds"],
} as const satisfies Record<string, readonly LifetimeField[]>;

const groupNames = ["tokens", "refresh", "sessions"] as const;

export function LifetimeSections({ form }: Props) {
  const words = useTexts().settings.lifetimes;
  return (
    <Section title={words.title} description={words.description}>
      {groupNames.map((group) => (
        <div key={group}>
          <Title order={3} size="h6" mb="xs">
            {words.groups[group]}
          </Title>
          <SimpleGrid cols={{ base: 1, sm: 2 }}>
            {groups[group].map((field) => (
              <LifetimeInput
                key={field}
                field={field}
                value={form.values[field]}
                onChange={(value) => {
                  form.setValues({ [field]: value });
                  form.clearFieldError(field);
                }}
                error={form.errors[field]}
              />
            ))}
          </SimpleGrid>
        </div>
      ))}
    </Section>
  );
}
