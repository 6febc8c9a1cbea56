import { Alert, Button, Group, Stack, Text } from "@mantine/core";
import { IconHistory } from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { useTexts } from "~/texts";
import { BackLink } from "~/ui/BackLink";
import { ButtonLink } from "~/ui/links";
import { Page } from "~/ui/Page";
import { ProblemAlert } from "~/ui/ProblemAlert";
import { Section } from "~/ui/Section";
import { UnsavedGuard } from "~/ui/UnsavedGuard";
import type { CreatedClient } from "~generated/schema";
import { ActingUserField } from "../fields/ActingUserField";
import { ScopesField } from "../fields/ScopesField";
import { DescriptionField, NameField } from "../fields/TextFields";
import { PostLogoutUrisField, RedirectUrisField } from "../fields/UriListField";
import { Advanced } from "./Advanced";
import { ClientTypeChoice } from "./ClientTypeChoice";
import { draftFields, hasCredentials, isUntouched } from "./draft";
import { GrantTypes } from "./GrantTypes";
import { RegisteredDialog } from "./RegisteredDialog";
import classes from "./register.module.css";
import { useDraft } from "./use_draft";
import { useRegistration } from "./use_registration";

export function RegisterApplication() {
  const texts = useTexts();
  const words = texts.register.form;
  const navigate = useNavigate();
  const [created, setCreated] = useState<CreatedClient | null>(null);
  const { draft, change, discard, isRestored } = useDraft();
  const { errorOf, register, ...registration } = useRegistration(draft, (client) => {
    discard();
    setCreated(client);
  });
  const { clientType } = draft;
  const isDirty = !isUntouched(draft) && created === null;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    registration.submit();
  };
  const startAnew = () => {
    discard();
    registration.reset();
  };

  return (
    <Page
      title={words.title}
      description={words.description}
      isNarrow
      above={<BackLink to="/settings/clients" label={texts.client.back} />}
    >
      <UnsavedGuard isDirty={isDirty} />
      {isRestored && isDirty ? (
        <Alert variant="light" icon={<IconHistory />} title={words.restored}>
          <Stack gap="xs" align="flex-start">
            <Text size="sm">{words.restoredText}</Text>
            <Button size="xs" variant="default" onClick={startAnew}>
              {words.discard}
            </Button>
          </Stack>
        </Alert>
      ) : null}
      <form onSubmit={submit} noValidate className={classes.form} aria-label={words.title}>
        <Stack>
          <Section title={words.basic.title}>
            <NameField
              ref={register("name")}
              value={draft.name}
              onChange={(name) => change({ name })}
              error={errorOf("name")}
            />
            <DescriptionField
              ref={register("description")}
              value={draft.description}
              onChange={(description) => change({ description })}
              error={errorOf("description")}
            />
          </Section>
          <Section
            title={words.type.title}
            description={`${words.type.description} ${words.type.fixed}`}
          >
            <ClientTypeChoice
              ref={register("client_type")}
              value={clientType}
              onChange={(type) => change({ clientType: type })}
              error={errorOf("client_type")}
            />
          </Section>
          <Section title={words.grants.title} description={words.grants.description}>
            <GrantTypes
              ref={register("grant_types")}
              draft={draft}
              onChange={change}
              error={errorOf("grant_types")}
            />
          </Section>
          {hasCredentials(draft) ? (
            <Section title={words.actingUser.title} description={words.actingUser.description}>
              <ActingUserField
                ref={register("acting_user_id")}
                value={draft.actingUserId}
                onChange={(actingUserId) => change({ actingUserId })}
                error={errorOf("acting_user_id")}
              />
            </Section>
          ) : null}
          {draft.hasCode && clientType ? (
            <Section
              title={words.redirectUris.title}
              description={texts.register.fields.redirectUris.description}
            >
              <RedirectUrisField
                ref={register("redirect_uris")}
                isLabelHidden
                clientType={clientType}
                value={draft.redirectUris}
                onChange={(redirectUris) => change({ redirectUris })}
                typed={draft.typedRedirectUri}
                onTyped={(typedRedirectUri) => change({ typedRedirectUri })}
                error={errorOf("redirect_uris")}
              />
            </Section>
          ) : null}
          <Section title={words.scopes.title} description={words.scopes.description}>
            <ScopesField
              ref={register("scopes")}
              isLabelHidden
              value={draft.scopes}
              onChange={(scopes) => change({ scopes })}
              typed={draft.typedScope}
              onTyped={(typedScope) => change({ typedScope })}
              error={errorOf("scopes")}
            />
          </Section>
          {draft.hasCode && clientType ? (
            <Advanced
              draft={draft}
              onChange={change}
              isOpenNeeded={errorOf("post_logout_redirect_uris") !== undefined}
            >
              <PostLogoutUrisField
                ref={register("post_logout_redirect_uris")}
                clientType={clientType}
                value={draft.postLogoutUris}
                onChange={(postLogoutUris) => change({ postLogoutUris })}
                typed={draft.typedPostLogoutUri}
                onTyped={(typedPostLogoutUri) => change({ typedPostLogoutUri })}
                error={errorOf("post_logout_redirect_uris")}
              />
            </Advanced>
          ) : null}
          {registration.failure ? (
            <ProblemAlert error={registration.failure} shownElsewhere={draftFields} />
          ) : null}
          <div className={classes.footer}>
            <Text size="sm" c="var(--mantine-color-error)" aria-live="polite">
              {registration.faultCount > 0 ? words.faultsTitle(registration.faultCount) : ""}
            </Text>
            <Group gap="xs">
              {isDirty ? (
                <Button variant="subtle" color="gray" onClick={startAnew}>
                  {words.discard}
                </Button>
              ) : null}
              <ButtonLink to="/settings/clients" variant="default">
                {texts.common.cancel}
              </ButtonLink>
              <Button type="submit" loading={registration.isBusy}>
                {words.create}
              </Button>
            </Group>
          </div>
        </Stack>
      </form>
      {created ? (
        <RegisteredDialog
          client={created}
          onClose={() =>
            void navigate({
              to: "/settings/clients/$clientId",
              params: { clientId: created.client_id },
              ignoreBlocker: true,
            })
          }
        />
      ) : null}
    </Page>
  );
}
