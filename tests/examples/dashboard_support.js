// examples/operations-dashboard as nginx serves it, before the platform, in Chromium.

import assert from "node:assert/strict";
import { chmodSync, cpSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { launchBrowser, leave, passThrough } from "../harness/browser.js";
import { tokenRequest } from "../harness/flow.js";
import { freePort, PROJECT, temporaryFolder } from "../harness/server.js";
import { run } from "../resource/support.js";
import { serviceToken } from "../wire/support.js";
import { call, EXAMPLES, startNginxOf, startPlatform, until } from "./support.js";

export const SCOPES = [
  ...["openid", "profile", "email", "pipelines:read", "pipelines:execute", "models:read", "connectors:read"],
  ...["uns:read", "uns:write", "uns:publish"],
];

const FOLDER = path.join(EXAMPLES, "operations-dashboard");
const PATIENCE_MILLISECONDS = 30_000;
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Serves what ./run and ./test build, with that config.json, at the port: {end}. */
async function serve(config, port) {
  const sources = ["packages.sh", "node.sh", "dashboard.sh"].map((name) => `source setup/${name}`).join("; ");
  run("bash", "-euc", `cd ${PROJECT}; ${sources}; build_dashboard ${FOLDER}`);
  const root = temporaryFolder("latchkey-dashboard-");
  chmodSync(root, 0o755); // nginx's workers are another user where it is started by root
  cpSync(path.join(FOLDER, "dist"), root, { recursive: true });
  writeFileSync(path.join(root, "config.json"), JSON.stringify(config));
  return startNginxOf("operations-dashboard", {
    "127.0.0.1:5173": `127.0.0.1:${port}`,
    "/var/www/operations-dashboard": root,
    "http://127.0.0.1:8080": config.authority,
    "http://127.0.0.1:9080": new URL(config.api).origin,
  });
}

/** The platform, the dashboard registered and served, and a browser; `resource`: what tokens are to be for. */
export async function startDashboard({ resource } = {}) {
  const port = await freePort();
  const origin = `http://localhost:${port}`;
  const platform = await startPlatform({ dashboard: origin, audiences: resource && [resource] });
  const { server } = platform;
  const client = await server.admin.createPublicClient({
    name: "Operations dashboard",
    redirect_uris: [`${origin}/callback`],
    post_logout_redirect_uris: [`${origin}/`],
    scopes: SCOPES,
  });
  const api = `${platform.front}/plant`;
  const nginx = await serve({ authority: server.issuer, client_id: client.client_id, api, scopes: SCOPES, resource }, port);
  const browser = await launchBrowser();
  const dashboard = new Dashboard({ platform, server, client, origin, nginx, browser });
  await dashboard.brokerConnected();
  return dashboard;
}

class Dashboard {
  constructor(parts) {
    Object.assign(this, parts);
  }

  async end() {
    await this.browser.close();
    await this.nginx.end();
    return this.platform.end();
  }

  brokerConnected() {
    return until(async () => (await call(this.platform.front, "GET", "/plant/health")).body.broker);
  }

  /** Another program publishes. */
  async publish(topic, value) {
    this.publisher ??= await this.server.admin.createService({ scopes: ["uns:publish"] });
    const { access_token: token } = await serviceToken(this.server, this.publisher);
    const answer = await call(this.platform.front, "POST", `/plant/uns/topics/${topic}`, { token, body: value });
    assert.equal(answer.status, 200, JSON.stringify(answer.body));
  }

  /** What the server answers to the refresh token that a page holds or held. */
  refreshed({ refresh_token }) {
    return tokenRequest(this.server, this.client, { grant_type: "refresh_token", refresh_token });
  }

  /** A page of a browser that knows nobody. */
  async visit({ colorScheme = "light", width = 1440, height = 1000, prepare, ...options } = {}) {
    const context = await this.browser.newContext({
      colorScheme,
      locale: "en-GB",
      reducedMotion: "reduce",
      viewport: { width, height },
      ...options,
    });
    context.setDefaultTimeout(PATIENCE_MILLISECONDS);
    const page = await context.newPage();
    page.faults = watch(page);
    await prepare?.(page);
    await page.goto(this.origin);
    return page;
  }

  /** A page of the dashboard with that user signed in, who unticks the scopes in `without`. */
  async open(user, { without = [], ...options } = {}) {
    const page = await this.visit(options);
    await this.enter(page, user, { without });
    return page;
  }

  async enter(page, user, choices) {
    await leave(page, () => page.getByRole("button", { name: /^Sign in/ }).click());
    await passThrough(page, this.origin, user, choices);
    await page.getByRole("button", { name: "Sign out" }).waitFor();
  }
}

/** Breaks of the Content-Security-Policy and uncaught errors that the page has met, as they come. */
function watch(page) {
  const met = [];
  page.on("pageerror", (error) => met.push(error.message));
  page.on("console", (message) => {
    if (/Content Security Policy|TrustedHTML|Warning:/.test(message.text())) met.push(message.text());
  });
  return met;
}

export const TEMPERATURE = "acme/berlin/packaging/line-1/temperature";

export const close = (page) => page.context().close();
export const panel = (page, name) => page.getByRole("region", { name, exact: true });
export const topicRow = (page, topic) => page.locator(`tr[data-topic="${topic}"]`);

export const shows = (page, topic, text) => topicRow(page, topic).getByText(text, { exact: true }).waitFor();

/** The tokens that the page holds. */
export const tokens = (page) =>
  page.evaluate(() => {
    const key = Object.keys(sessionStorage).find((name) => name.startsWith("oidc.user:"));
    const { access_token, refresh_token, scope } = JSON.parse(sessionStorage.getItem(key) ?? "{}");
    return { access_token, refresh_token, scope };
  });

/** Nothing for axe to find, and nothing wider than the window. */
export async function assertSound(page, what) {
  const [wide, narrow] = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return [scrollWidth, clientWidth];
  });
  assert.ok(wide <= narrow, `${what} is ${wide} wide in a window of ${narrow}`);
  const violations = await page.evaluate(`${axe}; axe.run().then(({ violations }) => violations)`);
  const told = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`).join(" | ")}`);
  assert.deepEqual(told, [], what);
}
