// The document's second example as people go through it: "ERP Production Data Sync", from its registration in the
// console to the audit log, and what managing it leads to.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { erp } from "../examples/erp.js";
import { call, startPlatform, until } from "../examples/support.js";
import { launchBrowser } from "../harness/browser.js";
import { tokenRequest } from "../harness/flow.js";
import { subscribe } from "../harness/mosquitto.js";
import { Console } from "./console.js";
import { picture } from "./pictures.js";

const NAME = "ERP Production Data Sync";
const SCOPES = ["pipelines:read", "models:read", "connectors:read", "uns:read", "uns:write", "uns:publish"];
const ORDER = "/plant/uns/topics/acme/berlin/erp/orders/4711";

describe("the document's ERP Production Data Sync", () => {
  let platform, server, browser, console, page, acting, client, sync;

  before(async () => {
    platform = await startPlatform();
    ({ server } = platform);
    const newUser = (email, first_name) =>
      server.admin.createUser({ email, first_name, last_name: "Service", roles: ["Engineer"] });
    acting = await newUser("erp@example.com", "ERP");
    await newUser("night@example.com", "Night");
    browser = await launchBrowser();
    console = await Console.open(browser, server.origin, server.adminUser);
    ({ page } = console);
  });
  after(async () => {
    await browser?.close();
    assert.deepEqual(await platform?.end(), { code: 0, signal: null });
  });

  const rounds = (running) => [...running.log().matchAll(/^round: /gm)].length;
  const goesOn = async (running) => {
    const done = rounds(running);
    await until(() => rounds(running) > done);
  };
  const once = async () => {
    const process = sync.run("--once");
    const { code } = await process.ended;
    return { code, log: process.log() };
  };
  const newToken = () => tokenRequest(server, client, { grant_type: "client_credentials" });

  it("is registered as a confidential client that acts as a user, whose id was copied", async () => {
    assert.equal(await console.copyUserId("ERP Service"), acting.id);
    await picture(page, "erp-1-user-id");
    await console.beginRegistration({
      name: NAME,
      description: "Pushes production orders at any hour",
      type: "Confidential",
      grants: ["Client Credentials"],
    });
    const picker = page.getByRole("combobox", { name: "Acting User" });
    await picker.focus();
    await page.keyboard.press("Control+V");
    await page.waitForFunction((input) => input.value === "ERP Service (erp@example.com)", await picker.elementHandle());
    await console.tickScopes(SCOPES);
    await picture(page, "erp-2-register");
  });

  it("gets its secret in the dialog, once", async () => {
    const dialog = await console.register();
    await picture(page, "erp-3-registered");
    for (const endpoint of ["authorize", "token"])
      await dialog.getByText(`${server.issuer}/api/v1/oauth2/${endpoint}`, { exact: true }).waitFor();
    client = {
      client_id: await console.copied(dialog, "Copy client ID"),
      client_secret: await console.copied(dialog, "Copy client secret"),
    };
    await dialog.getByRole("checkbox", { name: "I have saved the client secret" }).check();
    await dialog.getByRole("button", { name: "Done" }).click();
    await page.getByRole("heading", { level: 1, name: NAME }).waitFor();
    await page.reload();
    await page.getByText(client.client_id, { exact: true }).waitFor();
    assert.ok(!(await page.content()).includes(client.client_secret));
  });

  it("pushes orders with them, and the audit log has each call under the acting user", async (test) => {
    sync = erp({ client, issuer: server.issuer, plant: platform.front });
    const listener = await subscribe(platform.broker, "acme/berlin/erp/#");
    test.after(() => listener.end());
    const { code, log } = await once();
    assert.equal(code, 0, log);
    await listener.next(/orders\/4711 .*"product":"carton-small"/);

    await console.openAudit({ actor: "erp@example.com" });
    await console.event("Called an API", `POST ${ORDER}`, "erp@example.com", `through ${NAME}`, "Success").waitFor();
    await console.event("Tokens issued", "erp@example.com", NAME).waitFor();
    await picture(page, "erp-4-audit");
  });

  it("gets a new token when the first one ends", async (test) => {
    await server.admin.must("PATCH", "/settings", { access_token_lifetime_seconds: 60 });
    const running = sync.run("--interval", "1");
    test.after(() => running.end());
    await running.waitFor(/got an access token[^]*got an access token/, 120_000);
    await goesOn(running);
    assert.doesNotMatch(running.log(), /failed/);
    await server.admin.must("PATCH", "/settings", { access_token_lifetime_seconds: 900 });
  });

  it("acts as another user, once it was edited", async () => {
    await console.openClient(NAME);
    await page.getByRole("link", { name: "Edit", exact: true }).click();
    await page.getByLabel("Description").fill("Pushes production orders at night");
    const picker = page.getByRole("combobox", { name: "Acting User" });
    await picker.fill("night");
    await page.getByRole("option", { name: /Night Service/ }).click();
    await picture(page, "erp-5-edit");
    await page.getByRole("button", { name: "Save changes" }).click();
    await page.getByText("Changes saved").waitFor();
    const { code, log } = await once();
    assert.equal(code, 0, log);
    await console.openAudit({ actor: "night@example.com" });
    await console.event("Called an API", "GET /plant/pipelines", "night@example.com", `through ${NAME}`).waitFor();
  });

  it("keeps its token when it is disabled and gets no other, until it is enabled", async (test) => {
    const running = sync.run("--interval", "1");
    test.after(() => running.end());
    await goesOn(running);
    await console.goTo("OAuth2 Clients");
    await console.choose(NAME, "Disable");
    await console.row(NAME).getByText("Disabled", { exact: true }).waitFor();
    await picture(page, "erp-6-disabled");
    await goesOn(running);
    const refused = await once();
    assert.equal(refused.code, 1);
    assert.match(refused.log, /no access token: 400 unauthorized_client/);
    await console.choose(NAME, "Enable");
    await console.row(NAME).getByText("Active", { exact: true }).waitFor();
    const again = await once();
    assert.equal(again.code, 0, again.log);
    assert.deepEqual(await running.end(), { code: 0, signal: null });
  });

  it("is refused at once, token and all, when it is deleted with what that cuts off acknowledged", async (test) => {
    const running = sync.run("--interval", "1");
    test.after(() => running.end());
    await goesOn(running);
    const token = (await newToken()).body.access_token;
    assert.equal((await call(platform.front, "GET", ORDER, { token })).status, 200);

    await console.goTo("OAuth2 Clients");
    await console.choose(NAME, "Delete");
    const dialog = page.getByRole("dialog", { name: `Delete ${NAME}?` });
    const action = dialog.getByRole("button", { name: "Delete client" });
    assert.ok(await action.isDisabled());
    await dialog.getByLabel(`Type ${NAME} to confirm`).fill(NAME);
    await picture(page, "erp-7-delete");
    await action.click();
    await page.getByText(`${NAME} is deleted`).waitFor();

    assert.equal((await call(platform.front, "GET", ORDER, { token })).status, 401);
    assert.equal((await newToken()).body.error, "invalid_client");
    await running.waitFor(/round failed: no access token: 401 invalid_client/);
    await console.openAudit({ action: "API call refused" });
    await console.event("API call refused", `GET ${ORDER}`, "Failure").waitFor();
    await picture(page, "erp-8-refused");
  });
});
