import { NativeSelect, Switch } from "@mantine/core";
import type { UseFormReturnType } from "@mantine/form";
import { useTexts } from "~/texts";
import { Section } from "~/ui/Section";
import type { Client } from "~generated/schema";
import { PostLogoutUrisField } from "../fields/UriListField";
import type { ClientValues } from "./changes";

interface Props {
  form: UseFormReturnType<ClientValues>;
  clientType: Client["client_type"];
  typed: string;
  onTyped: (text: string) => void;
}

export function AdvancedFields({ form, clientType, typed, onTyped }: Props) {
  const words = useTexts().client.editing;
  const isPublic = clientType === "public";
  return (
    <Section title={words.advanced}>
      <PostLogoutUrisField
        clientType={clientType}
        value={form.values.post_logout_redirect_uris}
        onChange={(uris) => form.setFieldValue("post_logout_redirect_uris", uris)}
        error={form.errors.post_logout_redirect_uris}
        typed={typed}
        onTyped={onTyped}
      />
      <Switch
        label={words.requirePkce}
        description={isPublic ? words.requirePkcePublic : words.requirePkceHint}
        disabled={isPublic}
        {...form.getInputProps("require_pkce", { type: "checkbox" })}
      />
      <NativeSelect
        label={words.idTokenAlgorithm}
        data={["RS256", "ES256"]}
        maw="12rem"
        {...form.getInputProps("id_token_signed_response_alg")}
      />
    </Section>
  );
}
