import { Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { may, useMe } from "~/api/me";
import { useTexts } from "~/texts";
import { Page } from "~/ui/Page";
import { ProblemAlert } from "~/ui/ProblemAlert";
import { settingsQuery } from "./queries";
import { ReadOnlySettings } from "./ReadOnlySettings";
import { SettingsForm } from "./SettingsForm";

export function GeneralSettings() {
  const texts = useTexts();
  const canChange = may(useMe(), "settings:write");
  const { data: settings, error, refetch } = useQuery(settingsQuery);
  return (
    <Page title={texts.settings.title} description={texts.settings.description} isNarrow>
      {settings ? (
        canChange ? (
          <SettingsForm settings={settings} />
        ) : (
          <ReadOnlySettings settings={settings} />
        )
      ) : error ? (
        <ProblemAlert
          error={error}
          title={texts.common.problem.loadTitle}
          onRetry={() => void refetch()}
        />
      ) : (
        <Skeleton height={480} />
      )}
    </Page>
  );
}
