// Forward authorization as a proxy asks for it: the answers, and a resource to ask about.

import { request as httpRequest } from "node:http";
import { writeConfiguration } from "../harness/configuration.js";

export const AUTHZ = "/api/v1/oauth2/authz";

/** A platform's API with a rule of every kind. */
export const PLANT = `
[[resource]]
name = "plant"
title = "Plant API"
identifier = "https://api.example.com/plant"

[[resource.rule]]
path = "/plant/pipelines/**"
methods = ["GET"]
scopes = ["pipelines:read"]

[[resource.rule]]
path = "/plant/pipelines/*/runs"
methods = ["POST"]
scopes = ["pipelines:read", "pipelines:write"]

[[resource.rule]]
path = "/plant/status"
scopes = []

[[resource.rule]]
path = "/plant/docs/**"
methods = ["GET", "OPTIONS"]
public = true
`;

export const plantArgs = (more = "") => writeConfiguration(PLANT + more);

/** A request exactly as given, with a path that no URL parser has touched: {status, headers, text}. */
export function ask(origin, path, { method = "GET", headers = {} } = {}) {
  const { hostname, port } = new URL(origin);
  return new Promise((resolve, reject) => {
    const request = httpRequest({ hostname, port, path, method, headers }, (answer) => {
      let text = "";
      answer.setEncoding("utf8").on("data", (part) => (text += part));
      answer.on("end", () => resolve({ status: answer.statusCode, headers: answer.headers, text }));
    });
    request.on("error", reject);
    request.end();
  });
}

const bearer = (token) => (token ? { authorization: `Bearer ${token}` } : {});

/** As nginx asks. */
export const askNginx = (origin, method, uri, token, { resource = "/plant", headers = {} } = {}) =>
  ask(origin, AUTHZ + resource, {
    headers: { "x-original-method": method, "x-original-uri": uri, ...bearer(token), ...headers },
  });

/** As Traefik and Caddy ask. */
export const askTraefik = (origin, method, uri, token, { resource = "/plant", headers = {} } = {}) =>
  ask(origin, AUTHZ + resource, {
    headers: { "x-forwarded-method": method, "x-forwarded-uri": uri, ...bearer(token), ...headers },
  });

/** As Envoy asks. */
export const askEnvoy = (origin, method, uri, token, { resource = "/plant", headers = {} } = {}) =>
  ask(origin, `${AUTHZ}${resource}${uri}`, { method, headers: { ...bearer(token), ...headers } });
