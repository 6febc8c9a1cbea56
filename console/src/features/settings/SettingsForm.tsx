import { Button, Stack, Text } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useState } from "react";
import { useTexts } from "~/texts";
import { useFormat } from "~/texts/format";
import { renameApplication } from "~/ui/application";
import { ConfirmDialog } from "~/ui/ConfirmDialog";
import { FormFoot } from "~/ui/FormFoot";
import { useFaultFocus } from "~/ui/fault_focus";
import { fieldProblems } from "~/ui/field_problems";
import { notifyDone } from "~/ui/notify";
import { ProblemAlert } from "~/ui/ProblemAlert";
import { UnsavedGuard } from "~/ui/UnsavedGuard";
import type { Settings, SettingsChange } from "~generated/schema";
import { changesOf, faultsOf, type SettingsValues, settingsFields, valuesOf } from "./form";
import { useChangeSettings } from "./queries";
import { BrandSection, LifetimeSections, RbacSection } from "./sections";

export function SettingsForm({ settings }: { settings: Settings }) {
  const texts = useTexts();
  const words = texts.settings;
  const format = useFormat();
  const change = useChangeSettings();
  const [base, setBase] = useState(settings);
  const [toConfirm, setToConfirm] = useState<SettingsChange | null>(null);
  const form = useForm<SettingsValues>({
    initialValues: valuesOf(settings),
    validate: (values) => faultsOf(values, words, format.duration),
  });
  const changes = changesOf(form.values, base);
  const isDirty = Object.keys(changes).length > 0;
  const faults = useFaultFocus();
  const refused = fieldProblems(change.error, settingsFields);

  const show = (saved: Settings) => {
    setBase(saved);
    form.setValues(valuesOf(saved));
    form.clearErrors();
    change.reset();
  };
  const save = async (body: SettingsChange) => {
    try {
      const saved = await change.mutateAsync(body);
      show(saved);
      renameApplication(saved.brand_name);
      notifyDone(texts.common.saved);
    } catch (error) {
      form.setErrors(fieldProblems(error, settingsFields));
      faults.focusFault();
    }
  };
  const submit = form.onSubmit(
    () => (changes.rbac_enabled === false ? setToConfirm(changes) : void save(changes)),
    faults.focusFault,
  );
  return (
    <form ref={faults.form} onSubmit={submit} noValidate>
      <Stack gap="lg">
        <BrandSection form={form} />
        <RbacSection form={form} />
        <LifetimeSections form={form} />
        {change.error && Object.keys(refused).length === 0 ? (
          <ProblemAlert error={change.error} />
        ) : null}
        <FormFoot isSticky={isDirty}>
          <Text size="sm" c="var(--mantine-color-error)" flex={1} role="status">
            {Object.keys(form.errors).length > 0 ? words.invalid : ""}
          </Text>
          <Button variant="default" disabled={!isDirty} onClick={() => show(base)}>
            {words.revert}
          </Button>
          <Button type="submit" loading={change.isPending} disabled={!isDirty}>
            {texts.common.save}
          </Button>
        </FormFoot>
      </Stack>
      <ConfirmDialog
        isOpen={toConfirm !== null}
        onClose={() => setToConfirm(null)}
        title={words.rbac.confirmTitle}
        action={words.rbac.confirmAction}
        isDangerous
        onConfirm={async () => {
          if (toConfirm) await save(toConfirm);
        }}
      >
        <Text size="sm">{words.rbac.confirmText}</Text>
      </ConfirmDialog>
      <UnsavedGuard isDirty={isDirty} />
    </form>
  );
}
