import { Text } from "@mantine/core";
import type { ReactNode, Ref } from "react";
import { useTexts } from "~/texts";
import { UserPicker } from "~/ui/UserPicker";

interface Props {
  value: string | null;
  onChange: (id: string | null) => void;
  error?: ReactNode;
  ref?: Ref<HTMLInputElement>;
}

export function ActingUserField(props: Props) {
  const words = useTexts().register.fields.actingUser;
  return (
    <div>
      <UserPicker label={words.label} description={words.description} {...props} />
      <Text size="xs" c="dimmed" mt={6}>
        {words.find}
      </Text>
    </div>
  );
}
