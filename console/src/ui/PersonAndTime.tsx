import { Text } from "@mantine/core";
import { useTexts } from "~/texts";
import { When } from "./When";

interface Props {
  person: { readonly id: string; readonly name: string | null };
  at: string;
}

/** Who did something, and when. */
export function PersonAndTime({ person, at }: Props) {
  const texts = useTexts().common;
  return (
    <div>
      <Text size="sm" truncate maw={110} title={person.name ?? person.id}>
        {person.name ?? texts.deletedUser}
      </Text>
      <Text size="xs" c="dimmed" component="div">
        <When at={at} />
      </Text>
    </div>
  );
}
