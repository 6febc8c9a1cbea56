import { Group, Switch, Text } from "@mantine/core";
import { useTexts } from "~/texts";

export type Pause = "details" | "page" | "to";

interface Props {
  isOn: boolean;
  onChange: (isOn: boolean) => void;
  /** Why it rests although it is on. */
  pause: Pause | null;
}

export function LiveSwitch({ isOn, onChange, pause }: Props) {
  const words = useTexts().audit;
  return (
    <Group gap="xs">
      <Switch
        label={words.live}
        checked={isOn}
        onChange={(event) => onChange(event.currentTarget.checked)}
        title={words.liveHint}
      />
      {isOn && pause ? (
        <Text size="xs" c="dimmed">
          {words.livePaused[pause]}
        </Text>
      ) : null}
    </Group>
  );
}
