// Identity & Access -> Roles: what users may do, as a matrix of permissions.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { checkLooks, startConsole } from "./support.js";

describe("console: roles", () => {
  let app, server, open, admin;

  before(async () => {
    app = await startConsole();
    ({ server, open } = app);
    admin = server.admin;
  });
  after(() => app.stop());

  const createRole = (name, permissions, fields = {}) =>
    admin.must("POST", "/roles", { name, description: `About ${name}`, permissions, ...fields });
  const holderOf = async (name, permissions) => {
    const role = await createRole(name, permissions);
    const user = await admin.createUser({ roles: [name], first_name: name, email: `${name.replaceAll(" ", "").toLowerCase()}@example.com` });
    return { role, user };
  };
  const row = (page, name) => page.getByRole("table", { name: "Roles" }).getByRole("row").filter({ has: page.getByRole("link", { name, exact: true }) });
  const box = (page, name) => page.getByRole("checkbox", { name, exact: true });
  const choose = async (page, name, item) => {
    await page.getByRole("button", { name: `Actions for ${name}` }).click();
    await page.getByRole("menuitem", { name: item }).click();
  };
  const detail = async (id, options) => {
    const page = await open(`/access/roles/${id}`, options);
    await page.getByRole("table", { name: "Permissions" }).waitFor();
    return page;
  };

  it("lists them with built-in ones marked, permissions and users, and searches and sorts by the address", async () => {
    await holderOf("Shift lead", ["pipelines:read", "uns:read"]);
    const page = await open("/access/roles");
    await row(page, "Shift lead").waitFor();
    const cells = async (name) => (await row(page, name).getByRole("cell").allInnerTexts()).map((text) => text.replaceAll(/\s+/g, " ").trim());
    assert.deepEqual((await cells("Shift lead")).slice(0, 3), ["Shift lead About Shift lead", "2", "1"]);
    assert.deepEqual((await cells("System Administrator")).slice(0, 3), [
      "System Administrator Built-in Holds every permission and manages OAuth2 clients",
      "All",
      "1",
    ]);
    await page.getByRole("button", { name: "Role", exact: true }).click();
    await page.waitForURL(/order=desc/);
    await page.getByRole("searchbox", { name: "Search" }).fill("shift");
    await page.getByText("1–1 of 1").waitFor();
    assert.equal(new URL(page.url()).searchParams.get("q"), "shift");
  });

  it("creates one from whole rows and single permissions, by keyboard alone", async () => {
    const page = await open("/access/roles/new");
    await page.getByRole("textbox", { name: "Name" }).focus();
    await page.keyboard.type("Keeper");
    await page.keyboard.press("Tab");
    await page.keyboard.type("Keeps things");
    const tabTo = async (target) => {
      for (let presses = 0; presses < 80; presses += 1) {
        if (await target.evaluate((element) => element === document.activeElement)) return;
        await page.keyboard.press("Tab");
      }
      assert.fail("not reached by Tab");
    };
    await tabTo(box(page, "All of Pipelines"));
    await page.keyboard.press("Space");
    await page.getByText("4 of 29 selected").waitFor();
    await tabTo(box(page, "pipelines:delete"));
    await page.getByRole("tooltip").getByText("Delete pipelines").waitFor();
    await page.keyboard.press("Space");
    assert.equal(await box(page, "All of Pipelines").evaluate((element) => element.indeterminate), true);
    await tabTo(box(page, "users:read"));
    await page.keyboard.press("Space");
    await tabTo(page.getByRole("button", { name: "Create role" }));
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: "Keeper" }).waitFor();

    const { items } = await admin.must("GET", "/roles?q=keeper");
    assert.equal(items[0].description, "Keeps things");
    assert.deepEqual(items[0].permissions.toSorted(), ["pipelines:execute", "pipelines:read", "pipelines:write", "users:read"]);
  });

  it("shows a missing name and one that is taken at the field", async () => {
    const page = await open("/access/roles/new");
    await page.getByRole("button", { name: "Create role" }).click();
    await page.getByText("Enter a name").waitFor();
    await page.getByRole("textbox", { name: "Name" }).fill("x".repeat(101));
    await page.getByRole("button", { name: "Create role" }).click();
    await page.getByText("At most 100 characters").waitFor();
    await page.getByRole("textbox", { name: "Name" }).fill("Viewer");
    await page.getByRole("button", { name: "Create role" }).click();
    await page.getByText("Another role has this name.").waitFor();
    assert.equal(await page.getByRole("textbox", { name: "Name" }).getAttribute("aria-invalid"), "true");
  });

  it("changes what its holders may do, at once", async () => {
    const { role, user } = await holderOf("Changing", ["models:read"]);
    const theirs = await open("/", { user });
    const permissions = async () => {
      const answer = await theirs.request.get(`${server.origin}/api/v1/me`);
      return (await answer.json()).permissions.toSorted();
    };
    assert.deepEqual(await permissions(), ["models:read"]);

    const page = await detail(role.id);
    await page.getByText("Changes apply at once to the 1 user with this role.").waitFor();
    await box(page, "models:read").uncheck();
    await box(page, "All of UNS topics").check();
    await page.getByRole("button", { name: "Discard changes" }).click();
    assert.equal(await box(page, "models:read").isChecked(), true);
    assert.equal(await box(page, "uns:read").isChecked(), false);

    await box(page, "models:read").uncheck();
    await box(page, "dashboards:read").check();
    await box(page, "uns:publish").check();
    await page.getByRole("button", { name: "Save changes" }).click();
    await page.getByText("Changes saved").waitFor();
    assert.deepEqual(await permissions(), ["dashboards:read", "uns:publish"]);
  });

  it("starts a new one as a duplicate", async () => {
    const page = await open("/access/roles");
    await choose(page, "Operator", "Duplicate");
    await page.getByText("Starts with the permissions of Operator.").waitFor();
    assert.equal(await page.getByRole("textbox", { name: "Name" }).inputValue(), "Copy of Operator");
    await page.getByText("8 of 29 selected").waitFor();
    await page.getByRole("textbox", { name: "Name" }).fill("Night operator");
    await page.getByRole("button", { name: "Create role" }).click();
    await page.getByRole("heading", { level: 1, name: "Night operator" }).waitFor();
    const operator = await admin.must("GET", `/roles/${await admin.roleId("Operator")}`);
    const made = await admin.must("GET", `/roles/${await admin.roleId("Night operator")}`);
    assert.deepEqual(made.permissions.toSorted(), operator.permissions.toSorted());
    assert.equal(made.is_built_in, false);
  });

  it("asks before unsaved changes are left", async () => {
    const { id } = await createRole("Unsaved", []);
    const page = await detail(id);
    await box(page, "models:read").check();
    await page.getByRole("link", { name: "Duplicate" }).click();
    await page.getByRole("dialog", { name: "Leave without saving?" }).getByRole("button", { name: "Stay on this page" }).click();
    assert.equal(await box(page, "models:read").isChecked(), true);
  });

  it("deletes one that nobody has", async () => {
    await createRole("Doomed", []);
    const page = await open("/access/roles?q=doomed");
    await choose(page, "Doomed", "Delete");
    await page.getByRole("dialog", { name: "Delete Doomed?" }).getByRole("button", { name: "Delete role" }).click();
    await row(page, "Doomed").waitFor({ state: "detached" });
    assert.equal((await admin.must("GET", "/roles?q=doomed")).total, 0);
  });

  it("tells how many users have one instead of deleting it", async () => {
    await holderOf("Occupied", []);
    const page = await open("/access/roles?q=occupied");
    await choose(page, "Occupied", "Delete");
    const dialog = page.getByRole("dialog", { name: "Occupied is in use" });
    await dialog.getByText("1 user holds this role. Take it from them first").waitFor();
    assert.equal(await dialog.getByRole("button", { name: "Delete role" }).count(), 0);
    await dialog.getByRole("link", { name: "Go to users" }).click();
    await page.getByRole("heading", { level: 1, name: "Users" }).waitFor();
  });

  it("shows the server's refusal when somebody got it meanwhile", async () => {
    const { id } = await createRole("Raced", []);
    const page = await detail(id);
    await page.getByRole("button", { name: "Delete role" }).click();
    const dialog = page.getByRole("dialog", { name: "Delete Raced?" });
    await admin.createUser({ roles: ["Raced"] });
    await dialog.getByRole("button", { name: "Delete role" }).click();
    await dialog.getByRole("alert").getByText("The role is held by 1 user.").waitFor();
  });

  it("shows System Administrator as all permissions, not to be edited", async () => {
    const page = await detail(await admin.roleId("System Administrator"));
    await page.getByText("It cannot be edited or deleted.").waitFor();
    assert.equal(await page.getByRole("checkbox").count(), 0);
    assert.equal(await page.getByRole("img", { name: /: Allowed$/ }).count(), 29);
    assert.equal(await page.getByRole("button", { name: "Delete role" }).count(), 0);
  });

  it("offers nothing to change to who may only read", async () => {
    const { user } = await holderOf("Reader", ["roles:read"]);
    const page = await open("/access/roles", { user });
    await row(page, "Viewer").waitFor();
    assert.equal(await page.getByRole("link", { name: "Create role" }).count(), 0);
    await page.getByRole("button", { name: "Actions for Viewer" }).click();
    assert.deepEqual(await page.getByRole("menuitem").allInnerTexts(), ["View"]);
    await page.getByRole("menuitem", { name: "View" }).click();
    await page.getByText("You may view roles, but not change them.").waitFor();
    await page.getByRole("img", { name: "pipelines:read: Allowed", exact: true }).waitFor();
    await page.getByRole("img", { name: "pipelines:write: Not allowed", exact: true }).waitFor();
    assert.equal(await page.getByRole("main").getByRole("checkbox").count(), 0);
  });

  it("lets one give only what one holds", async () => {
    const { user } = await holderOf("Role clerk", ["roles:read", "roles:write", "models:read"]);
    const page = await detail(await admin.roleId("Viewer"), { user });
    await page.getByText("This role has permissions that you do not hold, so you cannot change it.").waitFor();
    await page.getByRole("link", { name: "Duplicate" }).click();
    await page.getByText("1 of 29 selected").waitFor();
    assert.equal(await box(page, "models:read").isChecked(), true);
    assert.equal(await box(page, "pipelines:read").isDisabled(), true);
    await box(page, "All of Models").click();
    assert.equal(await box(page, "models:write").isChecked(), false);
  });

  it("is closed to who may not read roles", async () => {
    const viewer = await admin.createUser({});
    const page = await open("/access/roles", { user: viewer });
    await page.getByRole("heading", { level: 1, name: "Not allowed" }).waitFor();
  });

  it("looks right everywhere, with the longest names", async () => {
    const long = await createRole("y".repeat(100), ["pipelines:read", "users:read"], { description: "Words and words. ".repeat(29) });
    const loaded = (page) => page.getByRole("table", { name: "Permissions" }).waitFor();
    await admin.createUser({ roles: ["Viewer"] });
    const longest = (page) => row(page, "y".repeat(100)).waitFor();
    await checkLooks(open, "/access/roles?sort=created_at&order=desc", "roles", longest);
    await checkLooks(open, "/access/roles/new", "role-new", loaded);
    await checkLooks(open, "/access/roles?q=viewer", "role-in-use", async (page) => {
      await choose(page, "Viewer", "Delete");
      await page.getByRole("dialog", { name: "Viewer is in use" }).waitFor();
    });
    await checkLooks(open, `/access/roles/${long.id}`, "role", loaded);
    await checkLooks(open, `/access/roles/${await admin.roleId("System Administrator")}`, "role-system-administrator", loaded);
  });
});
