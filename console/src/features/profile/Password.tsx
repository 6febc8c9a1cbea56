import { Button, PasswordInput, Stack, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useState } from "react";
import { useMe } from "~/api/me";
import { isProblem } from "~/api/problem";
import { useTexts } from "~/texts";
import { notifyDone } from "~/ui/notify";
import { ProblemAlert } from "~/ui/ProblemAlert";
import { Section } from "~/ui/Section";
import { UnsavedGuard } from "~/ui/UnsavedGuard";
import classes from "./Profile.module.css";
import { useChangePassword } from "./queries";

const LEAST_CHARACTERS = 10;
const fields = ["current_password", "new_password"] as const;

export function Password() {
  const words = useTexts().profile.password;
  const { user } = useMe();
  const change = useChangePassword();
  const [failure, setFailure] = useState<unknown>(null);
  const form = useForm({
    initialValues: { current_password: "", new_password: "", repeated: "" },
    validate: {
      current_password: (text) => (text ? null : words.currentMissing),
      new_password: (text) => ([...text].length < LEAST_CHARACTERS ? words.tooShort : null),
      repeated: (text, { new_password }) => (text === new_password ? null : words.unequal),
    },
  });

  const save = form.onSubmit(async ({ current_password, new_password }) => {
    setFailure(null);
    try {
      await change.mutateAsync({ current_password, new_password });
      form.reset();
      notifyDone(words.changed);
    } catch (error) {
      const isAbout = (field: string) => isProblem(error) && error.about(field) !== undefined;
      if (isAbout("current_password")) form.setFieldError("current_password", words.currentWrong);
      if (isProblem(error)) form.setFieldError("new_password", error.about("new_password"));
      if (!fields.some(isAbout)) setFailure(error);
    }
  });

  return (
    <Section title={words.title} description={words.ends}>
      <form onSubmit={save} className={classes.form} noValidate>
        <UnsavedGuard isDirty={form.isDirty()} />
        <Stack>
          {failure ? <ProblemAlert error={failure} /> : null}
          <TextInput
            className="visually-hidden"
            aria-hidden
            tabIndex={-1}
            autoComplete="username"
            value={user.email}
            readOnly
          />
          <PasswordInput
            label={words.current}
            autoComplete="current-password"
            required
            {...form.getInputProps("current_password")}
          />
          <PasswordInput
            label={words.next}
            description={words.rules}
            autoComplete="new-password"
            required
            {...form.getInputProps("new_password")}
          />
          <PasswordInput
            label={words.repeat}
            autoComplete="new-password"
            required
            {...form.getInputProps("repeated")}
          />
          <div>
            <Button type="submit" loading={form.submitting}>
              {words.change}
            </Button>
          </div>
        </Stack>
      </form>
    </Section>
  );
}
