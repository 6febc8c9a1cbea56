// W3C Trace Context: what a proxy or a client says of its trace stands beside the request id in the log.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { rawRequest } from "../harness/raw.js";
import { startServer } from "../harness/server.js";
import { logLines, send, tokenForm, useServer } from "./support.js";

const TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
const PARENT = "00f067aa0ba902b7";
const TRACEPARENT = `00-${TRACE}-${PARENT}-01`;

const lineOf = async (server, answer, event) => (await logLines(server, answer.headers.get("x-request-id"), `event=${event} `))[0];

describe("traceparent", () => {
  const used = useServer({}, async ({ admin }) => ({ service: await admin.createService() }));

  it("is in the record of the request, right behind its id", async () => {
    const answer = await send(`${used.server.origin}/healthz`, { headers: { traceparent: TRACEPARENT } });
    const line = await lineOf(used.server, answer, "request");
    assert.ok(line.includes(` request_id=${answer.headers.get("x-request-id")} trace_id=${TRACE} parent_id=${PARENT} method=GET `), line);
  });

  it("is in every other record that belongs to it: refusals of tokens, authorizations, API calls, pages", async () => {
    const { server, service } = used;
    const headers = { traceparent: TRACEPARENT };
    const refusals = [
      ["token.refused", await tokenForm(server, service, { grant_type: "client_credentials", scope: "none" }, headers)],
      ["authorization.refused", await send(`${server.origin}/api/v1/oauth2/authorize?client_id=nobody`, { headers })],
      ["api_token_refused", await send(`${server.origin}/api/v1/me`, { headers: { ...headers, authorization: "Bearer nonsense" } })],
      ["userinfo.refused", await send(`${server.origin}/api/v1/oauth2/userinfo`, { headers: { ...headers, authorization: "Bearer nonsense" } })],
      ["logout.refused", await send(`${server.origin}/api/v1/oauth2/logout?state=%`, { headers })],
      ["page.refused", await send(`${server.origin}/consent?interaction=nonsense`, { headers })],
    ];
    for (const [event, answer] of refusals) {
      const line = await lineOf(server, answer, event);
      assert.ok(line.includes(` trace_id=${TRACE} parent_id=${PARENT} `), line);
    }
  });

  it("is not in the next request of the same connection", async () => {
    const get = (header) => `GET /healthz HTTP/1.1\r\nHost: x\r\n${header}\r\n`;
    const answer = await rawRequest(used.server.port, `${get(`Traceparent: ${TRACEPARENT}\r\n`)}${get("Connection: close\r\n")}`);
    const ids = [...answer.text.matchAll(/X-Request-Id: (\S+)/gi)].map((match) => match[1]);
    assert.equal(ids.length, 2);
    assert.match((await logLines(used.server, ids[0], "event=request "))[0], / trace_id=/);
    assert.doesNotMatch((await logLines(used.server, ids[1], "event=request "))[0], / (trace|parent)_id=/);
  });

  it("is ignored where it is malformed, repeated or of no trace", async () => {
    for (const value of ["", "nonsense", `ff-${TRACE}-${PARENT}-01`, `00-${TRACE}-${PARENT}`, `00-${"0".repeat(32)}-${PARENT}-01`, `${TRACEPARENT}-more`]) {
      const answer = await send(`${used.server.origin}/healthz`, { headers: { traceparent: value } });
      assert.equal(answer.status, 200);
      assert.doesNotMatch(await lineOf(used.server, answer, "request"), / (trace|parent)_id=/, value);
    }
    const repeated = `traceparent: ${TRACEPARENT}\r\n`.repeat(2);
    const answer = await rawRequest(used.server.port, `GET /healthz HTTP/1.1\r\nHost: x\r\n${repeated}Connection: close\r\n\r\n`);
    const [, id] = answer.text.match(/X-Request-Id: (\S+)/i);
    assert.doesNotMatch((await logLines(used.server, id, "event=request "))[0], / (trace|parent)_id=/);
  });

  it("has no say in anything else: not in the request id, nor in the answer", async () => {
    const answer = await send(`${used.server.origin}/healthz`, { headers: { traceparent: TRACEPARENT, tracestate: "a=b" } });
    const headers = JSON.stringify([...answer.headers]);
    for (const sent of [TRACE, PARENT, "a=b"]) assert.equal((headers + answer.text).includes(sent), false);
  });

  it("has fields of its own in JSON", async () => {
    const server = await startServer({ args: ["--log-format", "json"] });
    await send(`${server.origin}/healthz`, { headers: { traceparent: TRACEPARENT } });
    await logLines(server, TRACE);
    await server.stop();
    const records = server
      .log()
      .split("\n")
      .filter((line) => line.includes(TRACE))
      .map((line) => JSON.parse(line));
    assert.deepEqual(
      records.map(({ event, trace_id, parent_id }) => [event, trace_id, parent_id]),
      [["request", TRACE, PARENT]],
    );
  });
});
