import { Alert, Button, Modal, Stack, Text } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useTexts } from "~/texts";
import { CopyText } from "~/ui/Copy";
import { useSavedStep } from "../SavedStep";

interface Props {
  /** The new secret; null while the dialog is closed. */
  secret: string | null;
  onClose: () => void;
}

/** Shows a new secret this once; closes only when it was said to be saved. */
export function AddedSecretDialog({ secret, onClose }: Props) {
  return secret === null ? null : <Shown secret={secret} onClose={onClose} />;
}

function Shown({ secret, onClose }: { secret: string; onClose: () => void }) {
  const words = useTexts().client.secrets.added;
  const { isSaved, mayClose, box } = useSavedStep(words.saved, true);
  return (
    <Modal
      opened
      onClose={() => {
        if (mayClose()) onClose();
      }}
      withCloseButton={false}
      title={words.title}
      size="lg"
    >
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
        {box}
        <Button onClick={onClose} disabled={!isSaved}>
          {words.done}
        </Button>
      </Stack>
    </Modal>
  );
}
