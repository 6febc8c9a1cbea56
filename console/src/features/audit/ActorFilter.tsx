import { Checkbox, Stack } from "@mantine/core";
import { may, useMe } from "~/api/me";
import { useTexts } from "~/texts";
import { UserPicker } from "~/ui/UserPicker";
import { IdField } from "./IdField";

const SYSTEM = "system";

interface Props {
  value: string | undefined;
  onChange: (actor: string | undefined) => void;
}

/** One user, or the system itself. */
export function ActorFilter({ value, onChange }: Props) {
  const words = useTexts().audit;
  const mayLookUp = may(useMe(), "users:read");
  const user = value === SYSTEM ? undefined : value;
  return (
    <Stack gap={6}>
      {mayLookUp ? (
        <UserPicker
          label={words.actor}
          description=""
          value={user ?? null}
          onChange={(id) => onChange(id ?? undefined)}
        />
      ) : (
        <IdField label={words.actor} placeholder={words.userId} value={user} onChange={onChange} />
      )}
      <Checkbox
        size="xs"
        label={words.bySystem}
        checked={value === SYSTEM}
        onChange={(event) => onChange(event.currentTarget.checked ? SYSTEM : undefined)}
      />
    </Stack>
  );
}
