import { Textarea, TextInput } from "@mantine/core";
import type { UseFormReturnType } from "@mantine/form";
import { useTexts } from "~/texts";
import { Section } from "~/ui/Section";
import type { RoleValues } from "./fields";
import { PermissionMatrix } from "./PermissionMatrix";

export function RoleFields({ form }: { form: UseFormReturnType<RoleValues> }) {
  const words = useTexts().roles.fields;
  const fault = form.errors.permissions;
  return (
    <>
      <Section title={words.basics}>
        <TextInput label={words.name} required autoComplete="off" {...form.getInputProps("name")} />
        <Textarea
          label={words.description}
          description={words.descriptionHint}
          autosize
          minRows={2}
          maxRows={6}
          {...form.getInputProps("description")}
        />
      </Section>
      <PermissionMatrix
        selected={form.values.permissions}
        onChange={(permissions) => form.setFieldValue("permissions", permissions)}
        error={typeof fault === "string" ? fault : undefined}
      />
    </>
  );
}
