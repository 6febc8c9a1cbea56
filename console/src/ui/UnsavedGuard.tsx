import { Button, Group, Modal, Stack, Text } from "@mantine/core";
import { useBlocker } from "@tanstack/react-router";
import { useTexts } from "~/texts";

/** Asks before a form with something in it is left, by a link, the back button or closing the tab. */
export function UnsavedGuard({ isDirty }: { isDirty: boolean }) {
  const { close, unsaved: texts } = useTexts().common;
  const { proceed, reset, status } = useBlocker({
    shouldBlockFn: () => isDirty,
    enableBeforeUnload: () => isDirty,
    withResolver: true,
  });
  return (
    <Modal
      opened={status === "blocked"}
      onClose={() => reset?.()}
      title={texts.title}
      closeButtonProps={{ "aria-label": close }}
    >
      <Stack>
        <Text>{texts.text}</Text>
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={() => proceed?.()}>
            {texts.leave}
          </Button>
          <Button data-autofocus onClick={() => reset?.()}>
            {texts.stay}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
