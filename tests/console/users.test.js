// Identity & Access -> Users: finding, creating and changing users, and who may not.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { checkLooks, startConsole, watch } from "./support.js";

describe("console: users", () => {
  let app, server, open, admin;

  before(async () => {
    app = await startConsole();
    ({ server, open } = app);
    admin = server.admin;
  });
  after(() => app.stop());

  const person = (first_name, fields = {}) =>
    admin.createUser({ first_name, last_name: "Test", email: `${first_name.toLowerCase()}@example.com`, ...fields });
  const table = (page) => page.getByRole("table", { name: "Users" });
  const row = (page, name) => table(page).getByRole("row").filter({ hasText: name });
  const filter = (page, status) => page.getByRole("radiogroup", { name: "Status" }).getByText(status, { exact: true }).click();
  const menuOf = async (page, name) => {
    await page.getByRole("button", { name: `Actions for ${name}` }).click();
    await page.getByRole("menuitem", { name: "Copy User ID" }).waitFor();
    return page.getByRole("menu");
  };
  const choose = async (page, name, item) => (await menuOf(page, name)).getByRole("menuitem", { name: item }).click();
  const detail = async (id, options) => {
    const page = await open(`/access/users/${id}`, options);
    await page.getByRole("heading", { level: 2, name: "Account" }).waitFor();
    return page;
  };
  const statusOf = async (id) => (await admin.must("GET", `/users/${id}`)).status;
  const signInStatus = async ({ email, password }) => {
    const answer = await fetch(`${server.origin}/api/v1/auth/login`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ email, password }),
    });
    return answer.status;
  };
  /** Somebody who holds just these permissions. */
  const holderOf = async (name, permissions) => {
    await admin.must("POST", "/roles", { name, description: "", permissions });
    return person(name, { roles: [name] });
  };

  it("lists them with roles, status and times, and searches, filters, sorts and pages by the address", async () => {
    for (let n = 10; n < 40; n += 1) await person(`Crowd${n}`, { roles: n === 10 ? ["Viewer", "Operator", "Engineer"] : ["Viewer"] });
    const gone = await person("Crowdgone");
    await admin.post(`/users/${gone.id}/disable`);

    const page = await open("/access/users?q=crowd");
    await row(page, "Crowd10").waitFor();
    const first = row(page, "Crowd10");
    assert.match(await first.innerText(), /crowd10@example\.com[\s\S]*Active[\s\S]*ago[\s\S]*Never/);
    await first.getByRole("button", { name: "1 more role: Engineer" }).focus();
    await page.getByText("Engineer", { exact: true }).waitFor();
    await page.getByText("1–25 of 31").waitFor();

    await page.getByRole("button", { name: "Page 2 of 2" }).click();
    await page.getByText("26–31 of 31").waitFor();
    assert.equal(new URL(page.url()).searchParams.get("page"), "2");

    await filter(page, "Disabled");
    await page.getByText("1–1 of 1").waitFor();
    await row(page, "Crowdgone").getByText("Disabled").waitFor();
    assert.equal(new URL(page.url()).searchParams.get("status"), "disabled");
    assert.equal(new URL(page.url()).searchParams.get("page"), null);

    await filter(page, "Active");
    await page.getByText("1–25 of 30").waitFor();
    await page.getByRole("button", { name: "User", exact: true }).click();
    await page.waitForURL(/order=desc/);
    await page.waitForFunction(() => document.querySelector("tbody tr")?.textContent?.includes("Crowd39"));

    await page.keyboard.press("/");
    await page.keyboard.press("ControlOrMeta+A");
    await page.keyboard.type("nobody at all");
    await page.getByText("Nothing matches").waitFor();
    await page.getByRole("button", { name: "Clear filters" }).click();
    await row(page, "Crowdgone").waitFor();
    assert.equal(new URL(page.url()).searchParams.get("q"), null);
  });

  it("copies the user id from the row's menu", async () => {
    const user = await person("Copied");
    const page = await open("/access/users?q=copied");
    const menu = await menuOf(page, "Copied Test");
    assert.deepEqual(await menu.getByRole("menuitem").allInnerTexts(), [
      "View",
      "Disable",
      "Reset password",
      "Copy User ID",
      "Delete",
    ]);
    await menu.getByRole("menuitem", { name: "Copy User ID" }).click();
    await page.getByText("Copied", { exact: true }).waitFor();
    assert.equal(await page.evaluate(() => navigator.clipboard.readText()), user.id);
    await choose(page, "Copied Test", "View");
    await page.waitForURL(`**/access/users/${user.id}`);
    await page.getByRole("heading", { level: 1, name: "Copied Test" }).waitFor();
    assert.equal(await page.locator("code", { hasText: user.id }).innerText(), user.id);
  });

  it("disables after telling what ends, and enables", async () => {
    const user = await person("Switched");
    assert.equal(await signInStatus(user), 200);
    const page = await open("/access/users?q=switched");
    await choose(page, "Switched Test", "Disable");
    const dialog = page.getByRole("dialog", { name: "Disable Switched Test?" });
    await dialog.getByText(/ends all sessions and refresh tokens.*Clients acting as this user get no tokens/).waitFor();
    await dialog.getByRole("button", { name: "Disable user" }).click();
    await row(page, "Switched").getByText("Disabled").waitFor();
    assert.equal(await statusOf(user.id), "disabled");
    assert.equal(await signInStatus(user), 401);

    await choose(page, "Switched Test", "Enable");
    await row(page, "Switched").getByText("Active").waitFor();
    assert.equal(await signInStatus(user), 200);
  });

  it("creates a user by keyboard alone", async () => {
    const page = await open("/access/users");
    await page.getByRole("link", { name: "Create user" }).focus();
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: "Create user" }).waitFor();
    const tabTo = async (target) => {
      for (let presses = 0; presses < 40; presses += 1) {
        if (await target.evaluate((element) => element === document.activeElement)) return;
        await page.keyboard.press("Tab");
      }
      assert.fail("not reached by Tab");
    };
    await tabTo(page.getByRole("textbox", { name: "E-mail" }));
    await page.keyboard.type("keys@example.com");
    await page.keyboard.press("Tab");
    await page.keyboard.type("Key");
    await page.keyboard.press("Tab");
    await page.keyboard.type("Board");
    await tabTo(page.getByRole("button", { name: "Generate" }));
    await page.keyboard.press("Enter");
    const password = await page.getByRole("textbox", { name: "Password" }).inputValue();
    assert.match(password, /^(\w{5}-){3}\w{5}$/);
    await tabTo(page.getByRole("button", { name: "Copy password" }));
    await page.keyboard.press("Enter");
    await tabTo(page.getByRole("checkbox", { name: "Operator" }));
    await page.keyboard.press("Space");
    await tabTo(page.getByRole("button", { name: "Create user" }));
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: "Key Board" }).waitFor();
    assert.equal(await page.evaluate(() => navigator.clipboard.readText()), password);

    const { items } = await admin.must("GET", "/users?q=keys@example.com");
    assert.deepEqual(items[0].roles.map(({ name }) => name), ["Operator"]);
    assert.equal(await signInStatus({ email: "keys@example.com", password }), 200);
  });

  it("shows what is wrong at the fields, the server's refusal too, and loses nothing", async () => {
    await person("Taken");
    const page = await open("/access/users/new");
    await page.getByRole("button", { name: "Create user" }).click();
    await page.getByText("Enter an e-mail address").waitFor();
    await page.getByText("Enter a password, or generate one").waitFor();
    const email = page.getByRole("textbox", { name: "E-mail" });
    assert.equal(await email.evaluate((element) => element === document.activeElement), true);

    await email.fill("TAKEN@example.com");
    await page.getByRole("textbox", { name: "Password" }).fill("a long enough passphrase");
    await page.getByRole("checkbox", { name: "Viewer" }).check();
    await page.getByRole("button", { name: "Create user" }).click();
    await page.getByText("Another user has this e-mail address.").waitFor();
    assert.equal(await email.getAttribute("aria-invalid"), "true");
    assert.equal(await page.getByRole("checkbox", { name: "Viewer" }).isChecked(), true);

    await email.fill("guessed@example.com");
    await page.getByRole("textbox", { name: "Password" }).fill("password123");
    await page.getByRole("button", { name: "Create user" }).click();
    await page.getByText("This password is among the first that anyone would guess.").waitFor();

    await page.route("**/api/v1/users", (route) => route.abort());
    await page.getByRole("textbox", { name: "Password" }).fill("a long enough passphrase");
    await page.getByRole("button", { name: "Create user" }).click();
    await page.getByText("The server cannot be reached").waitFor();
    assert.equal(await email.inputValue(), "guessed@example.com");
    await page.unroute("**/api/v1/users");
    await page.getByRole("button", { name: "Create user" }).click();
    await page.getByRole("heading", { level: 1, name: "guessed@example.com" }).waitFor();
  });

  it("asks before a started form is left", async () => {
    const page = await open("/access/users/new");
    await page.getByRole("textbox", { name: "First name" }).fill("Half");
    await page.getByRole("link", { name: "Cancel" }).click();
    const dialog = page.getByRole("dialog", { name: "Leave without saving?" });
    await dialog.getByRole("button", { name: "Stay on this page" }).click();
    await dialog.waitFor({ state: "hidden" });
    assert.equal(await page.getByRole("textbox", { name: "First name" }).inputValue(), "Half");
    await page.getByRole("link", { name: "Cancel" }).click();
    await dialog.getByRole("button", { name: "Leave without saving" }).click();
    await table(page).waitFor();
  });

  it("edits names, e-mail and roles on the user's page, or discards", async () => {
    const user = await person("Edited");
    await person("Occupied");
    const page = await detail(user.id);
    const save = page.getByRole("button", { name: "Save changes" });
    assert.equal(await save.isDisabled(), true);
    await page.getByRole("textbox", { name: "Last name" }).fill("Other");
    await page.getByRole("button", { name: "Discard changes" }).click();
    assert.equal(await page.getByRole("textbox", { name: "Last name" }).inputValue(), "Test");

    await page.getByRole("textbox", { name: "E-mail" }).fill("occupied@example.com");
    await save.click();
    await page.getByText("Another user has this e-mail address.").waitFor();

    await page.getByRole("textbox", { name: "E-mail" }).fill("changed@example.com");
    await page.getByRole("textbox", { name: "First name" }).fill("New");
    await page.getByRole("checkbox", { name: "Viewer" }).uncheck();
    await page.getByRole("checkbox", { name: "Engineer" }).check();
    await save.click();
    await page.getByText("Changes saved").waitFor();
    await page.getByRole("heading", { level: 1, name: "New Test" }).waitFor();
    const saved = await admin.must("GET", `/users/${user.id}`);
    assert.equal(saved.email, "changed@example.com");
    assert.deepEqual(saved.roles.map(({ name }) => name), ["Engineer"]);
    assert.equal(await save.isDisabled(), true);
  });

  it("resets a password, shown once to copy, and ends the user's session", async () => {
    const user = await person("Forgetful");
    const theirs = await open("/", { user });
    await theirs.getByRole("heading", { level: 1 }).waitFor();

    const page = await open("/access/users?q=forgetful");
    await choose(page, "Forgetful Test", "Reset password");
    const dialog = page.getByRole("dialog", { name: "Reset the password of Forgetful Test" });
    await dialog.getByText(/All sessions and refresh tokens of this user end/).waitFor();
    await dialog.getByRole("textbox", { name: "New password" }).fill("short");
    await dialog.getByRole("button", { name: "Set new password" }).click();
    await dialog.getByText("At least 10 characters", { exact: true }).waitFor();
    await dialog.getByRole("button", { name: "Generate" }).click();
    await dialog.getByRole("button", { name: "Set new password" }).click();
    await dialog.getByText("The new password is set").waitFor();
    await page.keyboard.press("Escape");
    await dialog.getByRole("button", { name: "Copy password" }).click();
    const password = await page.evaluate(() => navigator.clipboard.readText());
    await dialog.getByRole("button", { name: "I have saved it" }).click();
    await dialog.waitFor({ state: "hidden" });

    assert.equal(await signInStatus(user), 401);
    assert.equal(await signInStatus({ ...user, password }), 200);
    assert.equal((await theirs.request.get(`${server.origin}/api/v1/me`)).status(), 401);
  });

  it("deletes only when the e-mail address is typed", async () => {
    const user = await person("Doomed");
    const page = await detail(user.id);
    await page.getByRole("button", { name: "Delete user" }).click();
    const dialog = page.getByRole("dialog", { name: "Delete Doomed Test?" });
    const confirm = dialog.getByRole("button", { name: "Delete user" });
    await dialog.getByRole("textbox", { name: "Type doomed@example.com to confirm" }).fill("doomed@example.org");
    assert.equal(await confirm.isDisabled(), true);
    await dialog.getByRole("textbox").fill("doomed@example.com");
    await confirm.click();
    await table(page).waitFor();
    assert.equal((await admin.get(`/users/${user.id}`)).status, 404);
    await page.goto(`${server.origin}/console/access/users/${user.id}`);
    await page.getByRole("heading", { level: 1, name: "There is no such user" }).waitFor();
  });

  it("says that the last System Administrator can be neither disabled nor demoted", async () => {
    const refusal = "There would be no enabled System Administrator left.";
    const page = await detail(admin.me.id);
    await page.getByRole("button", { name: "Disable user" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByText("This is your own account: you will be signed out.").waitFor();
    await dialog.getByRole("button", { name: "Disable user" }).click();
    await dialog.getByRole("alert").getByText(refusal).waitFor();
    await dialog.getByRole("button", { name: "Cancel" }).click();

    await page.getByRole("checkbox", { name: "System Administrator" }).uncheck();
    await page.getByRole("button", { name: "Save changes" }).click();
    await page.getByRole("alert").getByText(refusal).waitFor();
    assert.equal(await statusOf(admin.me.id), "active");
  });

  it("leads to the profile from one's own account, which one cannot delete", async () => {
    const page = await open(`/access/users?q=${server.adminUser.email}`);
    const menu = await menuOf(page, server.adminUser.email);
    assert.deepEqual(await menu.getByRole("menuitem").allInnerTexts(), ["View", "Disable", "Copy User ID", "Open your profile"]);
    await menu.getByRole("menuitem", { name: "View" }).click();
    await page.getByText("This is your own account.").waitFor();
    assert.equal(await page.getByRole("button", { name: "Delete user" }).count(), 0);
    await page.getByRole("link", { name: "Open your profile" }).click();
    await page.waitForURL("**/console/profile");
  });

  it("shows all and offers nothing to who may only read", async () => {
    const reader = await holderOf("Reader", ["users:read"]);
    const user = await person("Watched", { roles: ["Viewer", "Operator"] });
    const page = await open("/access/users?q=watched", { user: reader });
    await row(page, "Watched").waitFor();
    assert.equal(await page.getByRole("link", { name: "Create user" }).count(), 0);
    const menu = await menuOf(page, "Watched Test");
    assert.deepEqual(await menu.getByRole("menuitem").allInnerTexts(), ["View", "Copy User ID"]);
    await menu.getByRole("menuitem", { name: "View" }).click();
    await page.getByText("You may view users, but not change them.").waitFor();
    for (const shown of ["watched@example.com", user.id, "Viewer", "Operator"]) await page.getByText(shown, { exact: true }).waitFor();
    const main = page.getByRole("main");
    assert.equal(await main.getByRole("textbox").count(), 0);
    assert.deepEqual(await main.getByRole("button").evaluateAll((all) => all.map((one) => one.ariaLabel ?? one.innerText)), ["Copy user ID"]);
  });

  it("keeps from a clerk what only those with more permissions may do", async () => {
    const clerk = await holderOf("Clerk", ["users:read", "users:write", "roles:read"]);
    const user = await person("Viewing");
    const page = await detail(user.id, { user: clerk });
    await page.getByText(/the address is not yours to change/).waitFor();
    assert.equal(await page.getByRole("textbox", { name: "E-mail" }).isEditable(), false);
    assert.equal(await page.getByRole("button", { name: "Reset password" }).count(), 0);
    await page.getByText(/the password is not yours to reset/).waitFor();
    assert.equal(await page.getByRole("checkbox", { name: "Engineer" }).isDisabled(), true);
    assert.equal(await page.getByRole("checkbox", { name: "Clerk" }).isEnabled(), true);
    await page.getByRole("textbox", { name: "Last name" }).fill("Seen");
    await page.getByRole("button", { name: "Save changes" }).click();
    await page.getByText("Changes saved").waitFor();

    await page.goto(`${server.origin}/console/access/users/${admin.me.id}`);
    await page.getByText("Only System Administrators may change a System Administrator.").waitFor();
    assert.equal(await page.getByRole("button", { name: "Disable user" }).count(), 0);
  });

  it("shows the server's refusal where the page could not know it", async () => {
    const blind = await holderOf("Blind", ["users:read", "users:write"]);
    const user = await person("Guarded");
    const page = await detail(user.id, { user: blind });
    await page.getByText(/You may not see which roles there are/).waitFor();
    await page.getByRole("textbox", { name: "E-mail" }).fill("mine@example.com");
    await page.getByRole("button", { name: "Save changes" }).click();
    await page.getByRole("alert").getByText("This user has the role Viewer, which has permissions that you do not hold.").waitFor();
    assert.equal(await page.getByRole("textbox", { name: "E-mail" }).inputValue(), "mine@example.com");
  });

  it("is closed to who may not read users", async () => {
    const viewer = await person("Outside");
    for (const address of ["/access/users", "/access/users/new", `/access/users/${viewer.id}`]) {
      const page = await open(address, { user: viewer });
      await page.getByRole("heading", { level: 1, name: "Not allowed" }).waitFor();
      await page.context().close();
    }
  });

  it("speaks German", async () => {
    const page = await open("/access/users?q=admin", { locale: "de-DE" });
    const menu = page.getByRole("menu");
    await page.locator("tbody").getByRole("button").last().click();
    await menu.getByRole("menuitem", { name: "Benutzer-ID kopieren" }).waitFor();
  });

  it("looks right everywhere, with the longest names", async () => {
    const long = "x".repeat(100);
    const user = await admin.createUser({ first_name: long, last_name: long, email: `${"l".repeat(60)}@example.com`, roles: ["Viewer", "Operator", "Engineer"] });
    const loaded = (page) => page.getByRole("checkbox", { name: "Viewer" }).waitFor();
    await checkLooks(open, "/access/users", "users", (page) => row(page, "admin@example.com").waitFor());
    await checkLooks(open, "/access/users/new", "user-new", loaded);
    await checkLooks(open, `/access/users/${user.id}`, "user", loaded);
    await checkLooks(open, `/access/users/${user.id}`, "user-reset-password", async (page) => {
      await page.getByRole("button", { name: "Reset password" }).click();
      await page.getByRole("button", { name: "Generate" }).click();
    });
    await checkLooks(open, `/access/users/${user.id}`, "user-delete", async (page) => {
      await page.getByRole("button", { name: "Delete user" }).click();
      await page.getByRole("textbox", { name: /^Type / }).waitFor();
    });
  });

  it("keeps the policy of its page", async () => {
    const page = await open("/");
    const met = watch(page);
    await page.goto(`${server.origin}/console/access/users/new`);
    await page.getByRole("checkbox", { name: "Viewer" }).waitFor();
    await page.getByRole("button", { name: "Generate" }).click();
    assert.deepEqual(met, []);
  });
});
