import { Alert, Button, Checkbox, Modal, Stack, Text } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useState } from "react";
import { useTexts } from "~/texts";
import { CopyText } from "~/ui/Copy";

interface Props {
  /** The new secret; null while the dialog is closed. */
  secret: string | null;
  onClose: () => void;
}

/** Shows a new secret this once; closes only when it was said to be saved. */
export function AddedSecretDialog({ secret, onClose }: Props) {
  const words = useTexts().client.secrets.added;
  return (
    <Modal
      opened={secret !== null}
      onClose={() => {}}
      withCloseButton={false}
      closeOnEscape={false}
      closeOnClickOutside={false}
      title={words.title}
      size="lg"
    >
      {secret === null ? null : <Shown secret={secret} onClose={onClose} />}
    </Modal>
  );
}

function Shown({ secret, onClose }: { secret: string; onClose: () => void }) {
  const words = useTexts().client.secrets.added;
  const [isSaved, setSaved] = useState(false);
  return (
    <Stack>
      <Alert color="yellow" variant="light" icon={<IconAlertTriangle />}>
        {words.once}
      </Alert>
      <div>
        <Text size="sm" c="dimmed">
          {words.label}
        </Text>
        <CopyText value={secret} thing={words.thing} />
      </div>
      <Checkbox
        label={words.saved}
        checked={isSaved}
        onChange={(event) => setSaved(event.currentTarget.checked)}
      />
      <Button onClick={onClose} disabled={!isSaved}>
        {words.done}
      </Button>
    </Stack>
  );
}
