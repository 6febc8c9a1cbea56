import { lines, quoted, type SnippetValues } from "./values";

const SPRING_PATH = "/login/oauth2/code/application";

/** application.yml for Spring Boot with spring-boot-starter-oauth2-client. */
export function springBootSnippet(values: SnippetValues): string {
  const { flow, issuer, clientId, secret, redirectUri, scopes } = values;
  const isCode = flow === "authorization_code";
  return lines(
    "# application.yml, with spring-boot-starter-oauth2-client",
    "spring:",
    "  security:",
    "    oauth2:",
    "      client:",
    "        registration:",
    "          application:",
    `            client-id: ${quoted(clientId)}`,
    secret !== null && `            client-secret: ${quoted(secret)}`,
    secret === null && "            # Without a secret Spring adds PKCE by itself",
    `            client-authentication-method: ${secret === null ? "none" : "client_secret_basic"}`,
    `            authorization-grant-type: ${flow}`,
    isCode &&
      !redirectUri.endsWith(SPRING_PATH) &&
      `            # By itself oauth2Login() answers ${SPRING_PATH}; set its redirectionEndpoint for another`,
    isCode && `            redirect-uri: ${quoted(redirectUri)}`,
    scopes.length > 0 && "            scope:",
    ...scopes.map((scope) => `              - ${quoted(scope)}`),
    "        provider:",
    "          application:",
    `            issuer-uri: ${quoted(issuer)}`,
  );
}
