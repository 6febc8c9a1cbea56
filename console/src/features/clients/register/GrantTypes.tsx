import { Checkbox, Stack } from "@mantine/core";
import type { Ref } from "react";
import { useTexts } from "~/texts";
import { type Draft, hasCredentials, refreshes } from "./draft";
import classes from "./register.module.css";

interface Props {
  draft: Draft;
  onChange: (part: Partial<Draft>) => void;
  error?: string | undefined;
  ref?: Ref<HTMLInputElement>;
}

/** The flows; what the client type forbids or includes is locked and says why. */
export function GrantTypes({ draft, onChange, error, ref }: Props) {
  const words = useTexts().register.form.grants;
  const { clientType } = draft;
  const isPublic = clientType === "public";
  const says = (text: string, reason: string | false) => (reason ? `${text} ${reason}` : text);
  const refreshReason = !clientType
    ? false
    : !draft.hasCode
      ? words.refresh_token.needsCode
      : !isPublic && words.refresh_token.included;

  return (
    <Stack gap="md" role="group" aria-label={words.title}>
      <Checkbox
        ref={ref}
        label={words.authorization_code.name}
        description={says(words.authorization_code.text, !clientType && words.typeFirst)}
        disabled={!clientType}
        checked={draft.hasCode}
        onChange={(event) => onChange({ hasCode: event.currentTarget.checked })}
      />
      <Checkbox
        label={words.client_credentials.name}
        description={says(
          words.client_credentials.text,
          isPublic && words.client_credentials.notPublic,
        )}
        disabled={clientType !== "confidential"}
        checked={hasCredentials(draft)}
        onChange={(event) => onChange({ hasCredentials: event.currentTarget.checked })}
      />
      <Checkbox
        label={words.refresh_token.name}
        description={says(words.refresh_token.text, refreshReason)}
        disabled={!(isPublic && draft.hasCode)}
        checked={refreshes(draft)}
        onChange={(event) => onChange({ hasRefresh: event.currentTarget.checked })}
      />
      {error ? <p className={classes.error}>{error}</p> : null}
    </Stack>
  );
}
