import { Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { isProblem } from "~/api/problem";
import { useTexts } from "~/texts";
import { BackLink } from "~/ui/BackLink";
import { Page } from "~/ui/Page";
import { ProblemAlert } from "~/ui/ProblemAlert";
import { MissingClient } from "../MissingClient";
import { clientQuery } from "../queries";
import { EditForm } from "./EditForm";

const route = getRouteApi("/settings/clients/$clientId/edit");

export function EditClient() {
  const { clientId } = route.useParams();
  const texts = useTexts();
  const { data: client, error, refetch } = useQuery(clientQuery(clientId));
  if (isProblem(error, 404)) return <MissingClient />;
  return (
    <Page
      title={client ? texts.client.editing.title(client.name) : texts.shell.clients}
      above={<BackLink to="/settings/clients" label={texts.client.back} />}
      isNarrow
    >
      {error ? <ProblemAlert error={error} onRetry={() => void refetch()} /> : null}
      {client ? <EditForm client={client} /> : error ? null : <Skeleton height={480} />}
    </Page>
  );
}
