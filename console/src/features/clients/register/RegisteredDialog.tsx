import { Alert, Button, Modal, Stack, Text, TextInput, Title } from "@mantine/core";
import { IconAlertTriangle, IconCheck, IconCopy, IconDownload } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { serverMetadataQuery } from "~/api/server_metadata";
import { useTexts } from "~/texts";
import { CopyText } from "~/ui/Copy";
import { useCopy } from "~/ui/clipboard";
import { Facts } from "~/ui/Section";
import type { CreatedClient } from "~generated/schema";
import { useSavedStep } from "../SavedStep";
import { Snippets } from "../snippets/Snippets";
import { downloadText, envFile } from "./env_file";
import classes from "./register.module.css";

/** Shows what cannot be shown again, and how to go on; closes once the secret is said to be saved. */
export function RegisteredDialog({
  client,
  onClose,
}: {
  client: CreatedClient;
  onClose: () => void;
}) {
  const texts = useTexts();
  const words = texts.register.registered;
  const secret = client.client_secret;
  const { isSaved, mayClose, box } = useSavedStep(words.saved, secret !== undefined);
  const endpoints = useEndpoints();

  return (
    <Modal
      opened
      onClose={() => {
        if (mayClose()) onClose();
      }}
      size="xl"
      title={words.title}
      withCloseButton={false}
    >
      <Stack gap="lg">
        <Text className={classes.wrap}>{words.text(client.name)}</Text>
        <div className={classes.secret}>
          <Value label={words.clientId} value={client.client_id} copy={words.copyId} />
          {secret === undefined ? (
            <Text size="sm" c="dimmed">
              {words.noSecret}
            </Text>
          ) : (
            <>
              <Value label={words.clientSecret} value={secret} copy={words.copySecret} />
              <Alert variant="light" color="yellow" icon={<IconAlertTriangle />}>
                {words.once}
              </Alert>
            </>
          )}
          <div>
            <Button
              variant="default"
              leftSection={<IconDownload size={16} />}
              onClick={() =>
                downloadText(
                  `${client.client_id}.env`,
                  envFile({
                    clientId: client.client_id,
                    secret,
                    issuer: endpoints.issuer,
                    authorizationEndpoint: client.grant_types.includes("authorization_code")
                      ? endpoints.authorization
                      : undefined,
                    tokenEndpoint: endpoints.token,
                  }),
                )
              }
            >
              {words.download}
            </Button>
          </div>
        </div>
        <section>
          <Title order={3} size="h5">
            {words.nextSteps}
          </Title>
          <Text size="sm" c="dimmed" mb="sm">
            {words.nextStepsText}
          </Text>
          <Facts
            facts={(["authorization", "token", "discovery"] as const).map((name) => {
              const label = words.endpoints[name];
              return { name: label, value: <CopyText value={endpoints[name]} thing={label} /> };
            })}
          />
        </section>
        <section>
          <Title order={3} size="h5" mb="xs">
            {words.code}
          </Title>
          <Snippets client={client} issuer={endpoints.issuer} secret={secret} />
        </section>
        <div className={classes.bottom}>
          {secret === undefined ? null : box}
          <Button onClick={onClose} disabled={!isSaved}>
            {words.done}
          </Button>
        </div>
      </Stack>
    </Modal>
  );
}

/** The server's own word; its origin until that is there. */
function useEndpoints() {
  const { data } = useQuery(serverMetadataQuery);
  const issuer = data?.issuer ?? window.location.origin;
  return {
    issuer,
    authorization: data?.authorization_endpoint ?? `${issuer}/api/v1/oauth2/authorize`,
    token: data?.token_endpoint ?? `${issuer}/api/v1/oauth2/token`,
    discovery: `${issuer}/.well-known/openid-configuration`,
  };
}

function Value({ label, value, copy }: { label: string; value: string; copy: string }) {
  const texts = useTexts().common;
  const { isCopied, copy: copyNow } = useCopy();
  return (
    <div className={classes.value}>
      <TextInput
        label={label}
        value={value}
        readOnly
        onFocus={(event) => event.currentTarget.select()}
      />
      <Button
        variant="default"
        leftSection={isCopied ? <IconCheck size={16} /> : <IconCopy size={16} />}
        onClick={() => void copyNow(value)}
      >
        {isCopied ? texts.copied : copy}
      </Button>
    </div>
  );
}
