import { Anchor, Button, Modal, PasswordInput, Stack, Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { meQuery, signIn } from "~/api/me";
import { isProblem } from "~/api/problem";
import { useTexts } from "~/texts";
import { ProblemAlert } from "~/ui/ProblemAlert";
import { goToSignIn } from "./session_lost";

/** Asks for the password over the page; calls onSignedIn when it was right. */
export function SignInAgain({ email, onSignedIn }: { email: string; onSignedIn: () => void }) {
  const texts = useTexts().shell.signInAgain;
  const queryClient = useQueryClient();
  const [failure, setFailure] = useState<unknown>(null);
  const form = useForm({ initialValues: { password: "" } });

  const submit = form.onSubmit(async ({ password }) => {
    setFailure(null);
    try {
      await signIn(email, password);
    } catch (error) {
      if (isProblem(error, 401)) form.setFieldError("password", texts.refused);
      else setFailure(error);
      return;
    }
    onSignedIn();
    await queryClient.invalidateQueries({ queryKey: meQuery.queryKey });
    await queryClient.invalidateQueries();
  });

  return (
    <Modal
      opened
      onClose={() => {}}
      withCloseButton={false}
      closeOnEscape={false}
      closeOnClickOutside={false}
      title={texts.title}
      zIndex={1000}
    >
      <form onSubmit={submit}>
        <Stack>
          <Text>{texts.text}</Text>
          {failure ? <ProblemAlert error={failure} /> : null}
          <TextInput label={texts.email} value={email} readOnly autoComplete="username" />
          <PasswordInput
            label={texts.password}
            autoComplete="current-password"
            data-autofocus
            required
            {...form.getInputProps("password")}
          />
          <Button type="submit" loading={form.submitting}>
            {texts.submit}
          </Button>
          <Anchor component="button" type="button" onClick={goToSignIn}>
            {texts.another}
          </Anchor>
        </Stack>
      </form>
    </Modal>
  );
}
