// What the TLS tests share: a server with a certificate, and connections to it.

import { once } from "node:events";
import tls from "node:tls";
import { Authority, writeCertificate } from "../harness/certificates.js";
import { startServer } from "../harness/server.js";

export const authority = new Authority();
// So that fetch() trusts it too.
tls.setDefaultCACertificates([authority.certificate]);

/** A server that speaks TLS with `issued`; beside the harness's fields, `files` names what it reads. */
export async function startTls({ issued = authority.issue(), args = [], ...options } = {}) {
  const files = writeCertificate(issued);
  const server = await startServer({ scheme: "https", args: [...files.args, ...args], ...options });
  server.files = files;
  return server;
}

/** Resolves with the connected socket once the handshake is done; rejects with why it is not. */
export async function handshake(server, options = {}) {
  const socket = tls.connect({ port: server.port, host: "127.0.0.1", servername: "localhost", ca: authority.certificate, ...options });
  socket.on("error", () => {});
  await once(socket, "secureConnect");
  return socket;
}

/** The error code of a handshake that must fail. */
export async function refusal(server, options) {
  try {
    (await handshake(server, options)).destroy();
  } catch (error) {
    return error.code;
  }
  return "none";
}

/** Sends one GET on an open socket; resolves with the answer's header and body once it is complete. */
export async function ask(socket, path = "/healthz", headers = "") {
  socket.write(`GET ${path} HTTP/1.1\r\nHost: localhost\r\n${headers}\r\n`);
  return (await answers(socket, 1))[0];
}

/** The next `count` answers that have a Content-Length. */
export async function answers(socket, count) {
  const found = [];
  let text = "";
  socket.setEncoding("latin1");
  while (found.length < count) {
    const end = text.indexOf("\r\n\r\n");
    const length = end < 0 ? 0 : Number(/content-length: (\d+)/i.exec(text.slice(0, end))?.[1] ?? 0);
    if (end >= 0 && text.length >= end + 4 + length) {
      found.push({ head: text.slice(0, end), body: text.slice(end + 4, end + 4 + length) });
      text = text.slice(end + 4 + length);
    } else {
      const part = socket.read() ?? (await readable(socket));
      text += part ?? "";
    }
  }
  return found;
}

async function readable(socket) {
  if (socket.readableEnded || socket.destroyed) throw new Error("the connection has ended");
  await Promise.race([once(socket, "readable"), once(socket, "close"), once(socket, "end")]);
  return socket.read();
}

/** Resolves once `condition` gives something true, with it. */
export async function eventually(condition, milliseconds = 60_000) {
  const until = Date.now() + milliseconds;
  for (;;) {
    const value = await condition();
    if (value) return value;
    if (Date.now() > until) throw new Error(`never: ${condition}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** The serial number of the certificate that new connections get. */
export async function servedSerial(server) {
  const socket = await handshake(server);
  const { serialNumber } = socket.getPeerCertificate();
  socket.destroy();
  return serialNumber;
}
