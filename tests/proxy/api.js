// An API behind a proxy, for tests: it answers with what has reached it.

import { once } from "node:events";
import { createServer } from "node:http";
import https from "node:https";

/** Starts the API, which fails where the path ends with /fails; `calls` has the request target of everything that has reached it. */
export async function startApi() {
  const calls = [];
  const api = createServer(async (request, response) => {
    const { method, url, headers } = request;
    calls.push(url);
    let length = 0;
    for await (const part of request) length += part.length;
    response.statusCode = url.endsWith("/fails") ? 500 : 200;
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify({ method, url, headers, length }));
  });
  const open = (port) => once(api.listen(port, "127.0.0.1"), "listening");
  await open(0);
  const { port } = api.address();
  return { calls, port, open: () => open(port), close: () => new Promise((done) => api.close(done).closeAllConnections()) };
}

/**
 * A call through the proxy at `port`, exactly as given.
 * @returns {Promise<{status, headers, body}>} body being what the API saw, where it was called
 */
export async function callApi(port, path, { ca, method = "GET", token, headers = {}, body, from = "127.0.0.1" }) {
  const request = https.request({
    host: "127.0.0.1",
    servername: "localhost",
    port,
    path,
    method,
    localAddress: from,
    ca,
    agent: false,
    headers: { host: "localhost", ...(token ? { authorization: `Bearer ${token}` } : {}), ...headers },
  });
  request.end(body);
  const [answer] = await once(request, "response");
  let text = "";
  for await (const part of answer.setEncoding("utf8")) text += part;
  const isApi = answer.statusCode === 200 && /json/.test(answer.headers["content-type"] ?? "");
  return { status: answer.statusCode, headers: answer.headers, body: isApi ? JSON.parse(text) : undefined };
}
