import { Skeleton, Text } from "@mantine/core";
import { IconApps } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { consentsQuery } from "~/api/consents";
import { useTexts } from "~/texts";
import { ButtonLink } from "~/ui/links";
import { ProblemAlert } from "~/ui/ProblemAlert";
import { Section } from "~/ui/Section";
import { When } from "~/ui/When";
import classes from "./Overview.module.css";

const SHOWN = 5;

/** For those who administer nothing: what they authorized themselves. */
export function OwnApplications() {
  const texts = useTexts();
  const words = texts.overview.own;
  const { data, isError, error, refetch } = useQuery(consentsQuery(1, SHOWN));
  return (
    <Section
      title={words.title}
      actions={
        <ButtonLink to="/profile" variant="default" size="xs">
          {data && data.total > 0 ? words.all : texts.shell.profile}
        </ButtonLink>
      }
    >
      {isError ? <ProblemAlert error={error} onRetry={() => void refetch()} /> : null}
      {data || isError ? null : <Skeleton height={60} />}
      {data?.total === 0 ? (
        <Text size="sm" c="dimmed">
          {words.none}
        </Text>
      ) : null}
      {data && data.total > 0 ? (
        <ul className={classes.items} aria-label={words.title}>
          {data.items.map(({ client, scopes, updated_at }) => (
            <li key={client.client_id} className={classes.item}>
              <IconApps size={20} className={classes.icon} aria-hidden />
              <div className={classes.words}>
                <Text size="sm" fw={600}>
                  {client.name}
                </Text>
                <Text size="xs" c="dimmed" component="div">
                  {words.scopes(scopes.length)} · <When at={updated_at} />
                </Text>
              </div>
            </li>
          ))}
        </ul>
      ) : null}
    </Section>
  );
}
