// Apache with mod_auth_openidc (Debian) as a confidential web application.

import assert from "node:assert/strict";
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { after, before, describe, it } from "node:test";
import { launchBrowser, passThrough } from "../harness/browser.js";
import { freePort, startProcess, startServer, temporaryFolder } from "../harness/server.js";

const MODULES = ["mpm_event", "authn_core", "authz_core", "authz_user", "mime", "dir", "include", "auth_openidc"];

const configuration = ({ folder, origin, port, issuer, client }) => `
${MODULES.map((name) => `LoadModule ${name}_module /usr/lib/apache2/modules/mod_${name}.so`).join("\n")}
ServerName 127.0.0.1
Listen 127.0.0.1:${port}
User www-data
Group www-data
PidFile ${folder}/apache.pid
DefaultRuntimeDir ${folder}
ErrorLog ${folder}/error.log
LogLevel warn
StartServers 1
DocumentRoot ${folder}/htdocs
TypesConfig /etc/mime.types
AddOutputFilter INCLUDES .html

OIDCProviderMetadataURL ${issuer}/.well-known/openid-configuration
OIDCSSLValidateServer Off
OIDCClientID ${client.client_id}
OIDCClientSecret ${client.client_secret}
OIDCRedirectURI ${origin}/private/redirect_uri
OIDCCryptoPassphrase only-for-this-test
OIDCScope "openid profile email"
OIDCPKCEMethod S256
OIDCPassClaimsAs environment

<Directory ${folder}/htdocs>
  Options +Includes
  Require all granted
</Directory>
<Location /private>
  AuthType openid-connect
  Require valid-user
</Location>
`;

describe("mod_auth_openidc", () => {
  let server, apache, browser, page, origin, user, folder;

  const errors = () => {
    const file = path.join(folder, "error.log");
    return apache.log() + (existsSync(file) ? readFileSync(file, "utf8") : "");
  };

  before(async () => {
    server = await startServer();
    user = await server.admin.createUser();
    const port = await freePort();
    origin = `http://127.0.0.1:${port}`;
    const client = await server.admin.createClient({
      name: "Plant handbook",
      redirect_uris: [`${origin}/private/redirect_uri`],
      post_logout_redirect_uris: [`${origin}/signed-out.html`],
    });
    folder = temporaryFolder("latchkey-apache-");
    chmodSync(folder, 0o755);
    mkdirSync(path.join(folder, "htdocs/private"), { recursive: true });
    writeFileSync(
      path.join(folder, "htdocs/private/index.html"),
      'sub=<!--#echo var="OIDC_CLAIM_sub" --> email=<!--#echo var="OIDC_CLAIM_email" -->',
    );
    writeFileSync(path.join(folder, "htdocs/signed-out.html"), "signed out");
    const file = path.join(folder, "apache.conf");
    writeFileSync(file, configuration({ folder, origin, port, issuer: server.issuer, client }));
    apache = startProcess("/usr/sbin/apache2", ["-d", folder, "-f", file, "-DFOREGROUND"], {
      exitSignal: "SIGTERM",
    });
    for (let attempts = 0; attempts < 200; attempts += 1) {
      if (await fetch(`${origin}/signed-out.html`).then((answer) => answer.ok, () => false)) break;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    browser = await launchBrowser();
    page = await browser.newPage();
  });

  after(async () => {
    await browser?.close();
    await apache?.end();
    assert.equal((await server.stop()).code, 0);
  });

  it("starts", async () => {
    const answer = await fetch(`${origin}/signed-out.html`).catch(() => undefined);
    assert.equal(answer?.status, 200, errors());
  });

  it("protects a page by sign-in and hands it the user's claims", async () => {
    await page.goto(`${origin}/private/index.html`);
    assert.ok(page.url().startsWith(server.issuer), page.url());
    await passThrough(page, `${origin}/private/index.html`, user);
    assert.equal((await page.locator("body").textContent()).trim(), `sub=${user.id} email=${user.email}`, errors());
  });

  it("keeps the user signed in", async () => {
    await page.goto(`${origin}/private/index.html`);
    assert.equal(page.url(), `${origin}/private/index.html`);
  });

  it("signs out at the server and comes back", async () => {
    const target = `${origin}/signed-out.html`;
    await page.goto(`${origin}/private/redirect_uri?logout=${encodeURIComponent(target)}`);
    assert.equal(page.url().split("?")[0], target, errors());
    assert.equal((await page.locator("body").textContent()).trim(), "signed out");
    await page.goto(`${origin}/private/index.html`);
    assert.equal(await page.locator('input[name="password"]').count(), 1);
  });
});
