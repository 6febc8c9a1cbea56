// What stands in for a page: while it loads, when it has failed, when there is none.

import { Button, Center, Loader, Stack } from "@mantine/core";
import { IconAlertTriangle, IconMapOff } from "@tabler/icons-react";
import { type ErrorComponentProps, useRouter } from "@tanstack/react-router";
import { isProblem, Unreachable } from "~/api/problem";
import { useTexts } from "~/texts";
import { ButtonLink } from "~/ui/links";
import { Notice } from "~/ui/Notice";
import { ProblemAlert } from "~/ui/ProblemAlert";

export function Waiting() {
  const texts = useTexts().common;
  return (
    <Center mih="50vh">
      <Loader role="status" aria-label={texts.loading} />
    </Center>
  );
}

export function Missing() {
  const texts = useTexts().shell;
  return (
    <Notice icon={<IconMapOff />} title={texts.notFound.title} text={texts.notFound.text}>
      <ButtonLink to="/" variant="default">
        {texts.notAllowed.back}
      </ButtonLink>
    </Notice>
  );
}

export function Crashed({ error, reset }: ErrorComponentProps) {
  const texts = useTexts().common.problem;
  const router = useRouter();
  if (isProblem(error) || error instanceof Unreachable)
    return (
      <Stack maw={560} mx="auto" p="md" pt={64}>
        <ProblemAlert
          error={error}
          onRetry={() => {
            reset();
            void router.invalidate();
          }}
        />
      </Stack>
    );
  return (
    <Notice icon={<IconAlertTriangle />} title={texts.crashedTitle} text={texts.crashed}>
      <Button variant="default" onClick={() => window.location.reload()}>
        {texts.reload}
      </Button>
    </Notice>
  );
}
