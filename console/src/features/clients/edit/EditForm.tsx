import { Button, Stack } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useNavigate } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { isProblem } from "~/api/problem";
import { useTexts } from "~/texts";
import { FormFoot } from "~/ui/FormFoot";
import { useFaultFocus } from "~/ui/fault_focus";
import { fieldProblems } from "~/ui/field_problems";
import { notifyDone } from "~/ui/notify";
import { ProblemAlert } from "~/ui/ProblemAlert";
import { Section } from "~/ui/Section";
import { UnsavedGuard } from "~/ui/UnsavedGuard";
import type { ClientDetails } from "~generated/schema";
import { ActingUserField } from "../fields/ActingUserField";
import { ScopesField } from "../fields/ScopesField";
import { DescriptionField, NameField } from "../fields/TextFields";
import { RedirectUrisField } from "../fields/UriListField";
import { descriptionFault, nameFault } from "../fields/words";
import { MissingClient } from "../MissingClient";
import { useUpdateClient } from "../queries";
import { AdvancedFields } from "./AdvancedFields";
import { type ClientValues, changesOf, clientFields, valuesOf } from "./changes";
import { FixedFields } from "./FixedFields";
import { type TypedField, useLeftTyped } from "./left_typed";

export function EditForm({ client }: { client: ClientDetails }) {
  const texts = useTexts();
  const words = texts.client.editing;
  const update = useUpdateClient(client.client_id);
  const navigate = useNavigate();
  // As it was when the form was filled in: what others change meanwhile is not overwritten.
  const [base] = useState(client);
  const [isLeaving, setLeaving] = useState(false);
  const left = useLeftTyped((name) => form.clearFieldError(name));
  const uriFault = (name: TypedField) =>
    left.isLeft(name) ? texts.register.fields.redirectUris.notAdded : null;
  const form = useForm<ClientValues>({
    initialValues: valuesOf(base),
    validate: {
      redirect_uris: () => uriFault("redirect_uris"),
      post_logout_redirect_uris: () => uriFault("post_logout_redirect_uris"),
      scopes: () => (left.isLeft("scopes") ? texts.register.fields.scopes.notAdded : null),
      name: (name) => (nameFault(name) ? texts.register.fields.name.faults.empty : null),
      description: (text) =>
        descriptionFault(text) ? texts.register.fields.description.faults.control : null,
    },
  });
  const field = <Name extends keyof ClientValues>(name: Name) => ({
    value: form.values[name],
    onChange: (value: ClientValues[Name]) => form.setValues({ [name]: value }),
    error: form.errors[name],
  });
  const faults = useFaultFocus();
  const changes = changesOf(form.values, base);
  const isDirty = Object.keys(changes).length > 0 || left.isAnyLeft;
  const show = () =>
    void navigate({
      to: "/settings/clients/$clientId",
      params: { clientId: client.client_id },
    });
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the guard has been lifted
  useEffect(() => {
    if (isLeaving) show();
  }, [isLeaving]);

  const submit = form.onSubmit(
    () =>
      update.mutate(changes, {
        onSuccess: () => {
          notifyDone(texts.common.saved);
          setLeaving(true);
        },
        onError: (error) => {
          form.setErrors(fieldProblems(error, clientFields));
          faults.focusFault();
        },
      }),
    faults.focusFault,
  );
  if (isProblem(update.error, 404)) return <MissingClient />;

  const hasCode = base.grant_types.includes("authorization_code");
  const hasCredentials = base.grant_types.includes("client_credentials");
  return (
    <form ref={faults.form} onSubmit={submit} noValidate>
      <Stack>
        <Section title={words.basic}>
          <NameField {...field("name")} />
          <DescriptionField {...field("description")} />
        </Section>
        <FixedFields client={base} />
        {hasCredentials ? (
          <Section title={words.actingUser}>
            <ActingUserField {...field("acting_user_id")} />
          </Section>
        ) : null}
        {hasCode ? (
          <Section title={words.redirectUris}>
            <RedirectUrisField
              clientType={base.client_type}
              isLabelHidden
              {...field("redirect_uris")}
              {...left.propsOf("redirect_uris")}
            />
          </Section>
        ) : null}
        <Section title={words.scopes}>
          <ScopesField
            saved={base.scopes}
            isLabelHidden
            {...field("scopes")}
            {...left.propsOf("scopes")}
          />
        </Section>
        {hasCode ? (
          <AdvancedFields
            form={form}
            clientType={base.client_type}
            {...left.propsOf("post_logout_redirect_uris")}
          />
        ) : null}
        {update.error ? <ProblemAlert error={update.error} shownElsewhere={clientFields} /> : null}
        <FormFoot isSticky={isDirty}>
          <Button variant="default" onClick={show}>
            {texts.common.cancel}
          </Button>
          <Button type="submit" loading={update.isPending} disabled={!isDirty}>
            {words.save}
          </Button>
        </FormFoot>
      </Stack>
      <UnsavedGuard isDirty={isDirty && !isLeaving} />
    </form>
  );
}
