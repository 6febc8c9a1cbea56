// node `oidc-provider` with its in-memory store and two clients for client credentials, whose access
// tokens are JWTs signed with ES256 and RS256. Argument: the port.

import { generateKeyPairSync } from "node:crypto";
import Provider from "oidc-provider";

const port = process.argv[2];
const jwk = (type, options) => generateKeyPairSync(type, options).privateKey.export({ format: "jwk" });
const client = (algorithm) => ({
  client_id: algorithm,
  client_secret: "a bench secret",
  grant_types: ["client_credentials"],
  redirect_uris: [],
  response_types: [],
  token_endpoint_auth_method: "client_secret_post",
});

const provider = new Provider(`http://127.0.0.1:${port}`, {
  clients: [client("ES256"), client("RS256")],
  jwks: {
    keys: [
      { ...jwk("ec", { namedCurve: "P-256" }), alg: "ES256", use: "sig" },
      { ...jwk("rsa", { modulusLength: 2048 }), alg: "RS256", use: "sig" },
    ],
  },
  features: {
    clientCredentials: { enabled: true },
    resourceIndicators: {
      enabled: true,
      defaultResource: () => "https://api.example.com",
      getResourceServerInfo: (_, resource, { clientId }) => ({
        scope: "pipelines:read models:read",
        audience: resource,
        accessTokenFormat: "jwt",
        jwt: { sign: { alg: clientId } },
      }),
    },
  },
});
provider.listen(port, "127.0.0.1");
