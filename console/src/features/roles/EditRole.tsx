import { Button, Stack, Text } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useEffect, useState } from "react";
import { useTexts } from "~/texts";
import { useFormat } from "~/texts/format";
import { FormFoot } from "~/ui/FormFoot";
import { useFaultFocus } from "~/ui/fault_focus";
import { fieldProblems } from "~/ui/field_problems";
import { notifyDone } from "~/ui/notify";
import { ProblemAlert } from "~/ui/ProblemAlert";
import { UnsavedGuard } from "~/ui/UnsavedGuard";
import type { Role, RoleChange } from "~generated/schema";
import { type RoleValues, roleFaults, roleFields } from "./fields";
import { useChangeRole } from "./queries";
import { RoleFields } from "./RoleFields";

const valuesOf = ({ name, description, permissions }: Role): RoleValues => ({
  name,
  description,
  permissions: [...permissions],
});

/** Only what was changed, so that what others changed meanwhile stays. */
function changesOf(values: RoleValues, before: Role): RoleChange {
  const set = (names: readonly string[]) => [...names].sort().join(" ");
  return {
    ...(values.name === before.name ? {} : { name: values.name }),
    ...(values.description === before.description ? {} : { description: values.description }),
    ...(set(values.permissions) === set(before.permissions)
      ? {}
      : { permissions: values.permissions }),
  };
}

export function EditRole({ role }: { role: Role }) {
  const texts = useTexts();
  const words = texts.roles;
  const format = useFormat();
  const change = useChangeRole(role.id);
  const [base, setBase] = useState(role);
  const form = useForm<RoleValues>({
    initialValues: valuesOf(role),
    validate: roleFaults(words.fields),
  });
  const changes = changesOf(form.values, base);
  const isDirty = Object.keys(changes).length > 0;
  const faults = useFaultFocus();
  const refused = fieldProblems(change.error, roleFields);

  const show = (saved: Role) => {
    setBase(saved);
    form.setValues(valuesOf(saved));
    form.clearErrors();
    change.reset();
  };
  // What others changed meanwhile is shown, unless there is something here to lose.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when another version has come
  useEffect(() => {
    if (!isDirty && role !== base) show(role);
  }, [role]);

  const submit = form.onSubmit(
    () =>
      change.mutate(changes, {
        onSuccess: (saved) => {
          show(saved);
          notifyDone(texts.common.saved);
        },
        onError: (error) => {
          form.setErrors(fieldProblems(error, roleFields));
          faults.focusFault();
        },
      }),
    faults.focusFault,
  );
  return (
    <form ref={faults.form} onSubmit={submit} noValidate>
      <Stack gap="lg">
        <RoleFields form={form} />
        {change.error && Object.keys(refused).length === 0 ? (
          <ProblemAlert error={change.error} />
        ) : null}
        <FormFoot isSticky={isDirty}>
          {role.user_count > 0 ? (
            <Text size="sm" c="dimmed" flex={1}>
              {words.detail.effect(format.number(role.user_count), role.user_count)}
            </Text>
          ) : null}
          <Button variant="default" disabled={!isDirty} onClick={() => show(base)}>
            {words.detail.revert}
          </Button>
          <Button type="submit" loading={change.isPending} disabled={!isDirty}>
            {texts.common.save}
          </Button>
        </FormFoot>
      </Stack>
      <UnsavedGuard isDirty={isDirty} />
    </form>
  );
}
