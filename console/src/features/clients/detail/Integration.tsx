import { useQuery } from "@tanstack/react-query";
import { serverMetadataQuery } from "~/api/server_metadata";
import { useTexts } from "~/texts";
import { CopyText } from "~/ui/Copy";
import { ProblemAlert } from "~/ui/ProblemAlert";
import { Facts, Section } from "~/ui/Section";
import type { ClientDetails } from "~generated/schema";
import { Snippets } from "../snippets/Snippets";

/** The server's endpoints, and snippets for this client. */
export function Integration({ client }: { client: ClientDetails }) {
  const words = useTexts().client.integration;
  const query = useQuery(serverMetadataQuery);
  const server = query.data;
  const hasCode = client.grant_types.includes("authorization_code");
  return (
    <Section title={words.title} description={words.description}>
      {query.error ? (
        <ProblemAlert error={query.error} onRetry={() => void query.refetch()} />
      ) : null}
      {server ? (
        <>
          <Facts
            facts={[
              fact(words.issuer, server.issuer),
              ...(hasCode ? [fact(words.authorization, server.authorization_endpoint)] : []),
              fact(words.token, server.token_endpoint),
            ]}
          />
          <Snippets client={client} issuer={server.issuer} />
        </>
      ) : null}
    </Section>
  );
}

function fact(name: string, address: string) {
  return { name, value: <CopyText value={address} thing={name} /> };
}
