// Bytes over a socket exactly as a test wrote them, for what no HTTP library would send.

import { connect } from "node:net";
import tls from "node:tls";

/**
 * Sends `bytes` and collects what comes back until the server closes, or until `milliseconds`
 * have passed without an end; over TLS where a `ca` is given.
 * @returns {Promise<{text: string, closed: boolean, status: number|null}>}
 */
export function rawRequest(port, bytes, { milliseconds = 5000, ca } = {}) {
  return new Promise((resolve) => {
    const begin = () => socket.write(bytes);
    const socket = ca
      ? tls.connect({ port, host: "127.0.0.1", servername: "localhost", ca }, begin)
      : connect(port, "127.0.0.1", begin);
    let text = "";
    const finish = (closed) => {
      clearTimeout(timer);
      socket.destroy();
      const status = text.match(/^HTTP\/1\.[01] (\d{3})/);
      resolve({ text, closed, status: status ? Number(status[1]) : null });
    };
    const timer = setTimeout(() => finish(false), milliseconds);
    socket.setEncoding("latin1").on("data", (part) => (text += part));
    socket.on("error", () => finish(true)).on("close", () => finish(true));
  });
}
