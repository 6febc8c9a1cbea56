// What happens when an answer says that nobody is signed in: before the first page the sign-in
// page; later a dialog over the page, so that nothing entered there is lost.

import { Anchor, Button, Modal, PasswordInput, Stack, Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { onSessionLost } from "~/api/client";
import { meQuery, signIn } from "~/api/me";
import { isProblem } from "~/api/problem";
import { useTexts } from "~/texts";
import { ProblemAlert } from "~/ui/ProblemAlert";

/** Leaves for the server's own sign-in page, which leads back to this address. */
export function goToSignIn(): void {
  const here = window.location.pathname + window.location.search;
  window.location.assign(`/login?return_to=${encodeURIComponent(here)}`);
}

export function SignInAgain({ email }: { email: string }) {
  const texts = useTexts().shell.signInAgain;
  const queryClient = useQueryClient();
  const [isLost, setLost] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const form = useForm({ initialValues: { password: "" } });

  useEffect(() => onSessionLost(() => setLost(true)), []);

  const submit = form.onSubmit(async ({ password }) => {
    setFailure(null);
    try {
      await signIn(email, password);
    } catch (error) {
      if (isProblem(error, 401)) form.setFieldError("password", texts.refused);
      else setFailure(error);
      return;
    }
    setLost(false);
    form.reset();
    await queryClient.invalidateQueries({ queryKey: meQuery.queryKey });
    await queryClient.invalidateQueries();
  });

  return (
    <Modal
      opened={isLost}
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
