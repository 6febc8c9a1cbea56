import { Button, Group, Modal, Stack, TextInput } from "@mantine/core";
import { type FormEvent, type ReactNode, useState } from "react";
import { useTexts } from "~/texts";
import { ProblemAlert } from "./ProblemAlert";
import { isSameName } from "./same_name";

interface Props {
  isOpen: boolean;
  onClose: () => void;
  title: string;
  /** What will happen. */
  children: ReactNode;
  /** The word on the button: what is done, never just "OK". */
  action: string;
  isDangerous?: boolean;
  /** Must be typed before the button works. */
  typedName?: string;
  /** The dialog closes when it succeeds, and shows what it throws. */
  onConfirm: () => Promise<unknown>;
}

export function ConfirmDialog(props: Props) {
  const texts = useTexts();
  return (
    <Modal
      opened={props.isOpen}
      onClose={props.onClose}
      title={props.title}
      closeButtonProps={{ "aria-label": texts.common.close }}
    >
      {props.isOpen ? <Question {...props} /> : null}
    </Modal>
  );
}

function Question({ onClose, children, action, isDangerous, typedName, onConfirm }: Props) {
  const texts = useTexts().common;
  const [typed, setTyped] = useState("");
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const isReady = typedName === undefined || isSameName(typed, typedName);

  const confirm = async (event: FormEvent) => {
    event.preventDefault();
    if (!isReady) return;
    setBusy(true);
    setFailure(null);
    try {
      await onConfirm();
      onClose();
    } catch (error) {
      setFailure(error);
    } finally {
      setBusy(false);
    }
  };

  return (
    <form onSubmit={confirm}>
      <Stack>
        {children}
        {typedName === undefined ? null : (
          <TextInput
            label={texts.confirm.typeToConfirm(typedName)}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
            autoComplete="off"
            data-autofocus
          />
        )}
        {failure ? <ProblemAlert error={failure} /> : null}
        <Group justify="flex-end" gap="xs">
          <Button
            variant="default"
            onClick={onClose}
            {...(typedName === undefined ? { "data-autofocus": true } : {})}
          >
            {texts.cancel}
          </Button>
          <Button
            type="submit"
            {...(isDangerous ? { color: "red.8" } : {})}
            loading={isBusy}
            disabled={!isReady}
          >
            {action}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
