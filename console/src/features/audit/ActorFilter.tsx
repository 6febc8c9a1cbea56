import { Checkbox, Stack } from "@mantine/core";
import { useTexts } from "~/texts";
import { IdField } from "./IdField";

const SYSTEM = "system";

interface Props {
  value: string | undefined;
  onChange: (actor: string | undefined) => void;
}

/** One user, or the system itself. */
export function ActorFilter({ value, onChange }: Props) {
  const words = useTexts().audit;
  const user = value === SYSTEM ? undefined : value;
  return (
    <Stack gap={6}>
      <IdField label={words.actor} placeholder={words.userId} value={user} onChange={onChange} />
      <Checkbox
        size="xs"
        label={words.bySystem}
        checked={value === SYSTEM}
        onChange={(event) => onChange(event.currentTarget.checked ? SYSTEM : undefined)}
      />
    </Stack>
  );
}
