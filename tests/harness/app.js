// An application's own web server for tests: static pages on an origin that is not the issuer's.

import { createServer } from "node:http";

/**
 * @param {Record<string, string | ((request, response) => void)>} pages what each path shows: HTML
 * (JavaScript where the path ends in .js) or a handler
 * @returns {Promise<{origin: string, port: number, requests: string[], close: () => Promise<void>}>}
 */
export function startApp(pages, { host = "127.0.0.1" } = {}) {
  const requests = [];
  const server = createServer((request, response) => {
    requests.push(request.url);
    const { pathname } = new URL(request.url, "http://localhost");
    const page = pages[pathname];
    if (typeof page === "function") page(request, response);
    else if (page === undefined) response.writeHead(404).end();
    else {
      const type = pathname.endsWith(".js") ? "text/javascript" : "text/html; charset=utf-8";
      response.writeHead(200, { "content-type": type }).end(page);
    }
  });
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      resolve({
        port,
        requests,
        origin: `http://${host}:${port}`,
        close: () => {
          server.closeAllConnections();
          return new Promise((closed) => server.close(closed));
        },
      });
    });
  });
}
