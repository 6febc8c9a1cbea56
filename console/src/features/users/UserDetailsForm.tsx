import { Button, Group } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useEffect, useState } from "react";
import { useTexts } from "~/texts";
import { useFaultFocus } from "~/ui/fault_focus";
import { fieldProblems } from "~/ui/field_problems";
import { notifyDone } from "~/ui/notify";
import { ProblemAlert } from "~/ui/ProblemAlert";
import { Section } from "~/ui/Section";
import { UnsavedGuard } from "~/ui/UnsavedGuard";
import type { User, UserChange } from "~generated/schema";
import { emailFault, nameFault, type UserValues, userFields } from "./fields";
import { useChangeUser } from "./queries";
import type { UserRights } from "./rights";
import { PersonFields, RoleField } from "./UserFields";

const valuesOf = (user: User): UserValues => ({
  email: user.email,
  first_name: user.first_name,
  last_name: user.last_name,
  role_ids: user.roles.map(({ id }) => id),
  password: "",
});

/** Only what was changed, so that what others changed meanwhile stays. */
function changesOf(values: UserValues, user: User): UserChange {
  const before = valuesOf(user);
  const email = values.email.trim();
  const roles = (ids: readonly string[]) => [...ids].sort().join(" ");
  return {
    ...(email === before.email ? {} : { email }),
    ...(values.first_name === before.first_name ? {} : { first_name: values.first_name }),
    ...(values.last_name === before.last_name ? {} : { last_name: values.last_name }),
    ...(roles(values.role_ids) === roles(before.role_ids) ? {} : { role_ids: values.role_ids }),
  };
}

export function UserDetailsForm({ user, rights }: { user: User; rights: UserRights }) {
  const texts = useTexts();
  const words = texts.users;
  const change = useChangeUser(user.id);
  const form = useForm<UserValues>({
    initialValues: valuesOf(user),
    validate: {
      email: (email) => emailFault(email, words.faults),
      first_name: (name) => nameFault(name, words.faults),
      last_name: (name) => nameFault(name, words.faults),
    },
  });
  const [base, setBase] = useState(user);
  const changes = changesOf(form.values, base);
  const isDirty = Object.keys(changes).length > 0;
  const faults = useFaultFocus();
  const refused = fieldProblems(change.error, userFields);

  const show = (saved: User) => {
    setBase(saved);
    form.setValues(valuesOf(saved));
    form.clearErrors();
    change.reset();
  };
  // What others changed meanwhile is shown, unless there is something here to lose.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when another version has come
  useEffect(() => {
    if (!isDirty && user !== base) show(user);
  }, [user]);

  const submit = form.onSubmit(
    () =>
      change.mutate(changes, {
        onSuccess: (saved) => {
          show(saved);
          notifyDone(texts.common.saved);
        },
        onError: (error) => {
          form.setErrors(fieldProblems(error, userFields));
          faults.focusFault();
        },
      }),
    faults.focusFault,
  );
  return (
    <form ref={faults.form} onSubmit={submit} noValidate>
      <Section title={words.detail.details}>
        <PersonFields form={form} isEmailFixed={!rights.canTakeOver} />
        <RoleField form={form} held={user.roles.map(({ id }) => id)} />
        {change.error && Object.keys(refused).length === 0 ? (
          <ProblemAlert error={change.error} />
        ) : null}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" disabled={!isDirty} onClick={() => show(user)}>
            {words.detail.revert}
          </Button>
          <Button type="submit" loading={change.isPending} disabled={!isDirty}>
            {texts.common.save}
          </Button>
        </Group>
      </Section>
      <UnsavedGuard isDirty={isDirty} />
    </form>
  );
}
