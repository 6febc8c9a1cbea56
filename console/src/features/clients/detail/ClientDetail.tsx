import { Alert, Skeleton } from "@mantine/core";
import { IconPlayerPause } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { isProblem } from "~/api/problem";
import { useTexts } from "~/texts";
import { BackLink } from "~/ui/BackLink";
import { Page } from "~/ui/Page";
import { ProblemAlert } from "~/ui/ProblemAlert";
import type { ClientDetails } from "~generated/schema";
import { MissingClient } from "../MissingClient";
import { clientQuery } from "../queries";
import { ClientActions } from "./ClientActions";
import { ClientFacts } from "./ClientFacts";
import { ClientHeading } from "./ClientHeading";
import { Integration } from "./Integration";
import { LiveGrants } from "./LiveGrants";
import { RecentEvents } from "./RecentEvents";
import { Secrets } from "./Secrets";

const route = getRouteApi("/settings/clients/$clientId");

export function ClientDetail() {
  const { clientId } = route.useParams();
  const query = useQuery(clientQuery(clientId));
  const texts = useTexts();
  if (isProblem(query.error, 404)) return <MissingClient />;
  return (
    <Page
      title={query.data?.name ?? texts.shell.clients}
      description={query.data ? <ClientHeading client={query.data} /> : null}
      above={<BackLink to="/settings/clients" label={texts.client.back} />}
      actions={query.data ? <ClientActions client={query.data} /> : null}
    >
      {query.error ? (
        <ProblemAlert error={query.error} onRetry={() => void query.refetch()} />
      ) : null}
      {query.isPending ? <Skeleton height={480} /> : null}
      {query.data ? <Sections client={query.data} /> : null}
    </Page>
  );
}

function Sections({ client }: { client: ClientDetails }) {
  const words = useTexts().client;
  const hasUsers = client.grant_types.includes("authorization_code");
  return (
    <>
      {client.status === "disabled" ? (
        <Alert
          color="yellow"
          variant="light"
          icon={<IconPlayerPause />}
          title={words.isDisabled.title}
        >
          {words.isDisabled.text}
        </Alert>
      ) : null}
      <ClientFacts client={client} />
      {client.client_type === "confidential" ? <Secrets client={client} /> : null}
      {hasUsers ? <LiveGrants clientId={client.client_id} /> : null}
      <RecentEvents clientId={client.client_id} />
      <Integration client={client} />
    </>
  );
}
