// `./run --demo`: what it starts, who may do what in it, and that nothing of it stays behind.

import assert from "node:assert/strict";
import { existsSync, statSync } from "node:fs";
import { createServer } from "node:net";
import path from "node:path";
import { after, before, describe, it } from "node:test";
import { panel, topicRow } from "../examples/dashboard_support.js";
import { call, until } from "../examples/support.js";
import { Admin } from "../harness/admin.js";
import { launchBrowser } from "../harness/browser.js";
import { openWindow, picture, terminalPicture } from "./pictures.js";
import { Demo, descendants, enterDashboard, isThere } from "./demo.js";

const ORDER = "acme/berlin/erp/orders/4711";
const PARTS = ["mosquitto", "latchkey serve", "plant-api", "nginx", "order_book", "erp-sync"];

describe("./run --demo", () => {
  let demo, running, administrator, browser;

  before(async () => {
    demo = await Demo.prepare();
    running = await demo.start();
    administrator = new Admin(demo.issuer, demo.person(running, "admin"));
    browser = await launchBrowser();
  });
  after(async () => {
    await browser?.close();
    await running?.end();
  });

  const openDashboard = async (name) => {
    const page = await openWindow(browser);
    await page.goto(demo.dashboard);
    await enterDashboard(page, demo.dashboard, demo.person(running, name));
    await topicRow(page, ORDER).waitFor();
    return page;
  };
  const calls = async (query) => (await administrator.must("GET", `/audit?action=api.called&${query}`)).items;

  it("says what to open, and it is there", async () => {
    for (const place of [`${demo.issuer}/`, `${demo.issuer}/swagger/index.html`, `${demo.api}/openapi.json`]) {
      assert.ok(running.log().includes(` ${place}\n`), place);
      assert.equal((await fetch(place)).status, 200, place);
    }
    const config = await (await fetch(`${demo.dashboard}/config.json`)).json();
    const { scopes } = await administrator.must("GET", "/oauth2/clients/operations-dashboard");
    assert.deepEqual(config.scopes.toSorted(), scopes.toSorted());
    assert.deepEqual(config, {
      authority: demo.issuer,
      client_id: "operations-dashboard",
      api: demo.api,
      scopes: config.scopes,
    });
    await terminalPicture(browser, demo.guide(running));
  });

  it("keeps passwords to its owner", () => {
    for (const name of ["passwords", "erp-sync.secret"])
      assert.equal(statSync(path.join(demo.state, name)).mode & 0o777, 0o600, name);
    assert.equal(statSync(demo.state).mode & 0o777, 0o700);
  });

  it("lets the ERP push orders all the time, audited under the user it acts as", async () => {
    const first = await until(async () => (await calls("q=erp/orders")).at(0));
    assert.equal(first.actor.name, "erp-service@example.com");
    assert.equal(first.client.client_id, "erp-sync");
    await until(async () => (await calls("q=erp/orders"))[0].id > first.id);
  });

  it("shows three people in the dashboard what their roles allow", async () => {
    const may = {
      engineer: { "Create a topic": true, Publish: true, Pipelines: true },
      operator: { "Create a topic": false, Publish: true, Pipelines: true },
      viewer: { "Create a topic": false, Publish: false, Pipelines: false },
    };
    for (const [name, panels] of Object.entries(may)) {
      const page = await openDashboard(name);
      const number = await topicRow(page, ORDER).innerText();
      for (const [title, isAllowed] of Object.entries(panels)) {
        const button = panel(page, title).getByRole("button", { name: /^(Create|Publish|Run)/ }).first();
        await button.or(panel(page, title).getByText(/^Not permitted: (create|publish|run)/)).first().waitFor();
        assert.equal(await button.count(), isAllowed ? 1 : 0, `${title} of ${name}`);
      }
      if (name === "viewer") await until(async () => (await topicRow(page, ORDER).innerText()) !== number);
      await picture(page, `dashboard-${name}`, { fullPage: true });
      await page.context().close();
    }
  });

  it("takes from the operator what an administrator takes away, and gives it back", async () => {
    const page = await openDashboard("operator");
    const { items } = await administrator.must("GET", "/users?q=operator@example.com");
    const setRoles = (ids) => administrator.must("PATCH", `/users/${items[0].id}`, { role_ids: ids });
    await setRoles([]);
    await panel(page, "Connectors").getByText("Your roles no longer include this.", { exact: false }).waitFor();
    await setRoles(items[0].roles.map(({ id }) => id));
    await panel(page, "Connectors").getByText("ERP production data").waitFor({ timeout: 180_000 });
    await page.context().close();

    const [last] = await calls(`actor=${items[0].id}`);
    assert.equal(last.actor.name, "operator@example.com");
    assert.equal(last.client.client_id, "operations-dashboard");
  });

  it("asks for a token at its API", async () => {
    const { status, headers } = await call(demo.api, "GET", "/pipelines");
    assert.equal(status, 401);
    const [, url] = headers.get("www-authenticate").match(/^Bearer .*resource_metadata="([^"]+)"/);
    assert.equal((await (await fetch(url)).json()).resource, demo.api);
  });

  it("ends everything with Ctrl-C, and goes on where it was at the next start", async () => {
    await administrator.must("DELETE", "/oauth2/clients/operations-dashboard");
    const parts = descendants(running.pid);
    for (const part of PARTS) assert.ok(parts.some(({ command }) => command.includes(part)), part);
    assert.deepEqual(await running.end("SIGINT"), { code: 0, signal: null });
    assert.deepEqual(parts.filter(isThere), []);

    const before = administrator.user;
    running = await demo.start("--without-erp");
    assert.deepEqual(demo.person(running, "admin"), before);
    administrator = new Admin(demo.issuer, before);
    assert.ok((await calls("q=erp/orders")).length > 0, "the audit log of the first start");
    await administrator.must("GET", "/oauth2/clients/operations-dashboard");
    assert.ok(!descendants(running.pid).some(({ command }) => /erp-sync|order_book/.test(command)));
  });

  it("says which part has ended, and ends the others", async () => {
    const parts = descendants(running.pid);
    process.kill(parts.find(({ command }) => command.includes("plant-api")).pid, "SIGKILL");
    assert.deepEqual(await running.ended, { code: 1, signal: null });
    assert.match(running.log(), /plant-api has ended, and so does the demo. The end of \S+\/log\/plant-api.log:\n(.*\n)*listening on/);
    assert.deepEqual(parts.filter(isThere), []);
  });

  it("leaves nothing behind even when it is killed", async () => {
    running = await demo.start();
    const parts = descendants(running.pid);
    await running.end("SIGKILL");
    await until(() => !parts.some(isThere));
  });
});

describe("./run --demo before it starts anything", () => {
  let demo;
  before(async () => {
    demo = await Demo.prepare();
  });

  const refused = async (code, pattern, ...more) => {
    const asked = demo.run(...more);
    assert.deepEqual(await asked.ended, { code, signal: null }, asked.log());
    assert.match(asked.log(), pattern);
    assert.ok(!existsSync(demo.state));
  };

  it("says that ports are taken, each of them", async (test) => {
    const other = createServer().listen(demo.ports.api, "127.0.0.1");
    const another = createServer().listen(demo.ports.dashboard, "::1");
    test.after(() => [other, another].map((one) => one.close()));
    await refused(1, new RegExp(`port ${demo.ports.api} is taken by another program: end that, or give --api-port`));
    await refused(1, new RegExp(`port ${demo.ports.dashboard} is taken`));
  });

  it("says that two parts would have the same port", () =>
    refused(1, /--plant-port and --server-port are both \d+/, `--plant-port=${demo.ports.server}`));

  it("refuses what it does not know", async () => {
    await refused(2, /--fast is no option/, "--fast");
    await refused(2, /--state needs a value/, "--state");
    await refused(2, /x is no port/, "--api-port", "x");
    await refused(2, /65536 is no port/, "--api-port", "65536");
  });
});
