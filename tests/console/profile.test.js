// One's own profile: names, password, sessions and what applications were allowed.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { codeFlow, tokenRequest } from "../harness/flow.js";
import { checkLooks, startConsole } from "./support.js";

describe("profile", () => {
  let app, server, open;

  before(async () => {
    app = await startConsole();
    ({ server, open } = app);
  });
  after(() => app.stop());

  const newUser = (fields = {}) => server.admin.createUser({ roles: ["Viewer"], ...fields });
  const sessions = (page) => page.getByRole("list", { name: "Where you are signed in" }).getByRole("listitem");
  const notified = (page, text) => page.getByRole("alert").filter({ hasText: text }).first().waitFor();

  async function isSignedOut(page) {
    await page.reload();
    await page.waitForURL(/\/login\?/);
  }

  async function changePassword(page, current, next, repeated = next) {
    await page.getByLabel("Current password").fill(current);
    await page.getByLabel(/^New password/).fill(next);
    await page.getByLabel("Repeat the new password").fill(repeated);
    await page.getByRole("button", { name: "Change password" }).click();
  }

  it("shows who one is, and copies the user id", async () => {
    const user = await newUser();
    const page = await open("/profile", { user });
    await page.getByText(user.email).first().waitFor();
    await page.getByText("Viewer", { exact: true }).waitFor();
    await page.getByRole("button", { name: "Copy user ID" }).click();
    assert.equal(await page.evaluate(() => navigator.clipboard.readText()), user.id);
  });

  it("changes one's name, which the account button then says", async () => {
    const user = await newUser();
    const page = await open("/profile", { user });
    const save = page.getByRole("button", { name: "Save changes" });
    assert.ok(await save.isDisabled());
    await page.getByLabel("First name").fill("Ada");
    await page.getByLabel("Last name").fill("Lovelace");
    await save.click();
    await page.getByRole("button", { name: "Account of Ada Lovelace" }).waitFor();
    const { body } = await server.admin.get(`/users/${user.id}`);
    assert.deepEqual([body.first_name, body.last_name], ["Ada", "Lovelace"]);
    assert.ok(await save.isDisabled());
  });

  it("does not lose a changed name by a wrong click", async () => {
    const page = await open("/profile", { user: await newUser() });
    await page.getByLabel("First name").fill("Half done");
    await page.getByRole("link", { name: "Overview" }).click();
    await page.getByRole("button", { name: "Stay on this page" }).click();
    assert.equal(await page.getByLabel("First name").inputValue(), "Half done");
  });

  it("keeps what was entered while the server is away", async () => {
    const page = await open("/profile", { user: await newUser() });
    await page.getByLabel("First name").fill("Kept");
    await page.context().setOffline(true);
    await page.getByRole("button", { name: "Save changes" }).click();
    await page.getByRole("alert").filter({ hasText: "The server cannot be reached" }).first().waitFor();
    assert.equal(await page.getByLabel("First name").inputValue(), "Kept");
    await page.context().setOffline(false);
    await page.getByRole("button", { name: "Save changes" }).click();
    await page.getByRole("button", { name: /^Account of Kept/ }).waitFor();
  });

  it("refuses a password that will not do, at its field", async () => {
    const user = await newUser();
    const page = await open("/profile", { user });
    await changePassword(page, "", "short", "other");
    await page.getByText("Enter your current password").waitFor();
    await page.getByText("At least 10 characters", { exact: true }).waitFor();
    await page.getByText("The two are not the same").waitFor();
    await changePassword(page, "not the password", "another good passphrase");
    const current = page.getByLabel("Current password");
    await page.getByText("That is not your current password").waitFor();
    assert.equal(await current.inputValue(), "not the password");
    await changePassword(page, user.password, "password1234");
    await page.getByText(/among the first that anyone would guess/).waitFor();
  });

  it("changes the password and signs out everywhere else", async () => {
    const user = await newUser();
    const page = await open("/profile", { user });
    const elsewhere = await open("/profile", { user });
    await elsewhere.getByRole("heading", { name: "Profile" }).waitFor();
    await changePassword(page, user.password, "a new passphrase to keep");
    await notified(page, "Password changed");
    assert.equal(await page.getByLabel("Current password").inputValue(), "");
    await isSignedOut(elsewhere);
    await page.reload();
    await page.getByRole("heading", { name: "Profile" }).waitFor();
    await sessions(page).first().waitFor();
    assert.equal(await sessions(page).count(), 1);
    const again = await open("/profile", { user: { ...user, password: "a new passphrase to keep" } });
    await again.getByRole("heading", { name: "Profile" }).waitFor();
  });

  it("names each session, marks this one and ends another", async () => {
    const user = await newUser();
    const other = await open("/profile", {
      user,
      userAgent: "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1",
    });
    await other.getByRole("heading", { name: "Profile" }).waitFor();
    const page = await open("/profile", { user });
    const here = sessions(page).filter({ hasText: "This browser" });
    await here.waitFor();
    assert.match(await here.innerText(), /Chrome on Linux[\s\S]*from 127\.0\.0\.1/);
    assert.equal(await here.getByRole("button").count(), 0);
    await page.getByRole("button", { name: "End the session of Safari on iPhone from 127.0.0.1" }).click();
    const dialog = page.getByRole("dialog", { name: "End this session?" });
    await dialog.getByRole("button", { name: "Cancel" }).click();
    assert.equal(await sessions(page).count(), 2);
    await page.getByRole("button", { name: "End the session of Safari on iPhone from 127.0.0.1" }).click();
    await dialog.getByRole("button", { name: "End session" }).click();
    await notified(page, "The session is ended");
    await page.getByText("Safari on iPhone").waitFor({ state: "detached" });
    await isSignedOut(other);
  });

  it("ends all other sessions at once", async () => {
    const user = await newUser();
    const others = [await open("/profile", { user }), await open("/profile", { user })];
    for (const other of others) await other.getByRole("heading", { name: "Profile" }).waitFor();
    const page = await open("/profile", { user });
    await page.getByRole("button", { name: "End all others" }).click();
    await page.getByRole("button", { name: "End all other sessions" }).click();
    await notified(page, "You are signed out everywhere else");
    await page.getByRole("button", { name: "End all others" }).waitFor({ state: "detached" });
    assert.equal(await sessions(page).count(), 1);
    for (const other of others) await isSignedOut(other);
  });

  it("shows what an application may do, and withdraws it with its tokens", async () => {
    const user = await newUser();
    const client = await server.admin.createClient({
      name: "Operations Dashboard",
      scopes: ["openid", "profile", "pipelines:read", "acme.custom"],
    });
    const { tokens } = await codeFlow(server, client, { user, scope: "openid profile pipelines:read acme.custom" });
    const refresh = (token) => tokenRequest(server, client, { grant_type: "refresh_token", refresh_token: token });
    const first = await refresh(tokens.refresh_token);
    assert.equal(first.status, 200, JSON.stringify(first.body));

    const page = await open("/profile", { user });
    const scopes = page.getByRole("list", { name: "What Operations Dashboard may do" }).getByRole("listitem");
    await scopes.filter({ hasText: "See the user's name" }).waitFor();
    assert.deepEqual((await scopes.allInnerTexts()).sort(), [
      "See the user's name profile",
      "Sign in and know who the user is openid",
      "View pipelines and their execution results pipelines:read",
      "acme.custom",
    ]);
    await page.getByRole("button", { name: "Withdraw from Operations Dashboard" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Withdraw" }).click();
    await page.getByText("You have not authorized any application.").waitFor();
    const second = await refresh(first.body.refresh_token);
    assert.deepEqual([second.status, second.body.error], [400, "invalid_grant"]);
  });

  it("looks right everywhere, with long names too", async () => {
    const name = "n".repeat(100);
    const user = await newUser({ first_name: name, last_name: name });
    const client = await server.admin.createClient({ name, scopes: ["openid", "profile"] });
    await codeFlow(server, client, { user, scope: "openid profile" });
    await checkLooks(open, "/profile", "profile", (page) => page.getByRole("list", { name: /may do$/ }).waitFor(), { user });
  });

  it("speaks German", async () => {
    const page = await open("/profile", { user: await newUser(), locale: "de-DE" });
    await page.getByRole("heading", { name: "Wo Sie angemeldet sind" }).waitFor();
  });
});
