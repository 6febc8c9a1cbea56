// The console as an administrator goes through it: by its navigation, menus and dialogs, from the sign-in on.

import { signIn } from "../harness/browser.js";
import { openWindow } from "./pictures.js";

const clipboard = (page) => page.evaluate(() => navigator.clipboard.readText());

export class Console {
  static async open(browser, origin, user) {
    const page = await openWindow(browser);
    await page.goto(origin);
    await signIn(page, user);
    await page.getByRole("navigation", { name: "Main" }).waitFor();
    return new Console(page);
  }

  constructor(page) {
    this.page = page;
  }

  /** A page of the navigation, by its name there. */
  async goTo(name) {
    await this.page.getByRole("navigation", { name: "Main" }).getByRole("link", { name, exact: true }).click();
    await this.page.getByRole("heading", { level: 1, name, exact: true }).waitFor();
  }

  row(name) {
    return this.page.getByRole("row").filter({ has: this.page.getByRole("link", { name, exact: true }) });
  }

  /** Chooses from the menu (⋯) of a row. */
  async choose(name, item) {
    await this.page.getByRole("button", { name: `Actions for ${name}` }).click();
    await this.page.getByRole("menuitem", { name: item, exact: true }).click();
  }

  async copyUserId(name) {
    await this.goTo("Users");
    await this.choose(name, "Copy User ID");
    await this.page.getByText("Copied", { exact: true }).waitFor();
    return clipboard(this.page);
  }

  async openClient(name) {
    await this.goTo("OAuth2 Clients");
    await this.choose(name, "View Details");
    await this.page.getByRole("heading", { level: 1, name, exact: true }).waitFor();
  }

  /** The form Register Application, filled in with what both kinds of client have. */
  async beginRegistration({ name, description, type, grants }) {
    const { page } = this;
    await this.goTo("OAuth2 Clients");
    await page.getByRole("link", { name: "Register Application" }).first().click();
    await page.getByRole("textbox", { name: "Application Name" }).fill(name);
    await page.getByRole("textbox", { name: "Description" }).fill(description);
    await page.getByRole("radio", { name: `${type} Client` }).check();
    for (const grant of grants) await this.grant(grant).check();
  }

  grant(name) {
    return this.page.getByRole("checkbox", { name: new RegExp(`^${name}`) });
  }

  async tickScopes(scopes) {
    for (const scope of scopes) await this.page.getByRole("checkbox", { name: new RegExp(`^${scope}`) }).check();
  }

  /** Creates what was filled in; resolves with the dialog Application Registered. */
  async register() {
    await this.page.getByRole("button", { name: "Create", exact: true }).click();
    const dialog = this.page.getByRole("dialog", { name: "Application Registered" });
    await dialog.waitFor();
    return dialog;
  }

  /** What a copy button of a dialog puts on the clipboard. */
  async copied(dialog, name) {
    await dialog.getByRole("button", { name, exact: true }).click();
    return clipboard(this.page);
  }

  /** The audit log, narrowed down to an actor and a kind of action by their names there. */
  async openAudit({ actor, action } = {}) {
    const { page } = this;
    await this.goTo("Audit Log");
    await page.waitForURL(({ search }) => search === "");
    if (action) {
      await page.getByRole("combobox", { name: "Action" }).click();
      await page.getByRole("option", { name: action }).first().click();
      await page.waitForURL(/action=/);
    }
    if (actor) {
      await page.getByRole("combobox", { name: "Actor" }).fill(actor);
      await page.getByRole("option", { name: new RegExp(actor) }).click();
      await page.waitForURL(/actor=/);
    }
  }

  /** A row of the audit log that has each of these texts; it comes by itself, for the page is live. */
  event(...texts) {
    return texts
      .reduce(
        (rows, hasText) => rows.filter({ hasText }),
        this.page.getByRole("table", { name: "Audit Log" }).getByRole("row"),
      )
      .first();
  }
}
