import { Button, Stack, Text } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useNavigate } from "@tanstack/react-router";
import { fullName, may, useMe } from "~/api/me";
import { useTexts } from "~/texts";
import { BackLink } from "~/ui/BackLink";
import { FormFoot } from "~/ui/FormFoot";
import { useFaultFocus } from "~/ui/fault_focus";
import { fieldProblems } from "~/ui/field_problems";
import { ButtonLink } from "~/ui/links";
import { notifyDone } from "~/ui/notify";
import { Page } from "~/ui/Page";
import { ProblemAlert } from "~/ui/ProblemAlert";
import { Section } from "~/ui/Section";
import { UnsavedGuard } from "~/ui/UnsavedGuard";
import { emailFault, nameFault, passwordFault, type UserValues, userFields } from "./fields";
import { PasswordField } from "./PasswordField";
import { useCreateUser } from "./queries";
import { PersonFields, RoleField } from "./UserFields";

const nobody: UserValues = {
  email: "",
  first_name: "",
  last_name: "",
  role_ids: [],
  password: "",
};

export function NewUser() {
  const texts = useTexts();
  const words = texts.users;
  const canCreate = may(useMe(), "users:write");
  return (
    <Page
      title={words.create.title}
      description={canCreate ? words.create.description : words.detail.readOnly}
      above={<BackLink to="/access/users" label={words.list.title} />}
      isNarrow
    >
      {canCreate ? <NewUserForm /> : null}
    </Page>
  );
}

function NewUserForm() {
  const texts = useTexts();
  const words = texts.users;
  const navigate = useNavigate();
  const create = useCreateUser();
  const form = useForm<UserValues>({
    initialValues: nobody,
    validateInputOnBlur: ["email"],
    validate: {
      email: (email) => emailFault(email, words.faults),
      first_name: (name) => nameFault(name, words.faults),
      last_name: (name) => nameFault(name, words.faults),
      password: (password) => passwordFault(password, words.faults),
    },
  });
  const faults = useFaultFocus();
  const refused = fieldProblems(create.error, userFields);

  const submit = form.onSubmit(
    (values) =>
      create.mutate(
        { ...values, email: values.email.trim() },
        {
          onSuccess: (user) => {
            notifyDone(words.create.done(fullName(user)));
            void navigate({
              to: "/access/users/$userId",
              params: { userId: user.id },
              ignoreBlocker: true,
            });
          },
          onError: (error) => {
            form.setErrors(fieldProblems(error, userFields));
            faults.focusFault();
          },
        },
      ),
    faults.focusFault,
  );
  return (
    <form ref={faults.form} onSubmit={submit} noValidate>
      <Stack gap="lg">
        <Section title={words.fields.person}>
          <PersonFields form={form} isEmailFixed={false} />
        </Section>
        <Section title={words.password.title}>
          <PasswordField
            label={words.password.label}
            value={form.values.password}
            onChange={(password) => form.setFieldValue("password", password)}
            error={form.errors.password}
          />
          <Text size="sm" c="dimmed">
            {words.password.handOver}
          </Text>
        </Section>
        <Section title={words.fields.roles}>
          <RoleField form={form} held={null} />
        </Section>
        {create.error && Object.keys(refused).length === 0 ? (
          <ProblemAlert error={create.error} />
        ) : null}
        <FormFoot isSticky={form.isDirty()}>
          <ButtonLink to="/access/users" variant="default">
            {texts.common.cancel}
          </ButtonLink>
          <Button type="submit" loading={create.isPending}>
            {words.create.submit}
          </Button>
        </FormFoot>
      </Stack>
      <UnsavedGuard isDirty={form.isDirty() && !create.isSuccess} />
    </form>
  );
}
