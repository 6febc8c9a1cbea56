// secrets of latchkey apply

import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import path from "node:path";
import { after, before, describe, it } from "node:test";
import { APPLICATION, client, Fixture, file, SERVICE } from "./configuration_support.js";

const SECRET = "d41f5c0a9be72638f0c4e1b7a5928d36";
const OTHER_SECRET = "q7Jz+Vw3/8LrT1mYxN0aKcQeR5uHs2Gd";

describe("secrets of latchkey apply", () => {
  let all;
  before(async () => {
    all = await new Fixture().start();
  });
  after(() => all.stop());

  const withSecret = (name, reference) => file(client(name, SERVICE, `    ${reference}\n`));

  it("come from a file beside the YAML file, and get tokens", async () => {
    mkdirSync(path.join(all.folder, "secrets"));
    all.write(`${SECRET}\n`, "secrets/erp");
    const text = withSecret("ERP", "secret_file: secrets/erp");
    const said = await all.apply(text);
    assert.match(said, /\+ secret: "added"/);
    assert.ok(!said.includes(SECRET));
    const { client_id } = await all.clientNamed("ERP");
    assert.equal(await all.tokenStatus(client_id, SECRET), 200);
    assert.equal(await all.apply(text), "No changes\n");
  });

  it("are added beside the present one, and then replace the older", async () => {
    const text = withSecret("ERP", "secret_env: ERP_SECRET");
    const { client_id } = await all.clientNamed("ERP");
    const apply = (secret) => all.apply(text, [], { env: { ERP_SECRET: secret } });
    assert.match(await apply(OTHER_SECRET), /secret: "added beside the present one"/);
    assert.equal(await all.tokenStatus(client_id, SECRET), 200);
    assert.equal(await all.tokenStatus(client_id, OTHER_SECRET), 200);
    const third = "Zk9-Ae2.Rw7_Lp4~Xc1!Vb8@Nm5^Ty3*";
    assert.match(await apply(third), /removes the older of the two/);
    assert.equal(await all.tokenStatus(client_id, SECRET), 401);
    assert.equal(await all.tokenStatus(client_id, OTHER_SECRET), 200);
    assert.equal(await all.tokenStatus(client_id, third), 200);
    assert.equal(await apply(third), "No changes\n");
  });

  it("are never exported, and an export leaves them as they are", async () => {
    const exported = await all.cli.must(["export"]);
    assert.ok(!exported.includes(SECRET) && !exported.includes(OTHER_SECRET));
    assert.match(exported, /^ {4}# secret_file: \(or secret_env; secrets are never exported\)$/m);
    assert.equal(await all.apply(exported), "No changes\n");
  });

  it("that are missing in a new client are told", async () => {
    const target = all.write(file(client("Forgotten", SERVICE)));
    const { code, err } = await all.cli.run(["apply", "-f", target]);
    assert.equal(code, 0);
    assert.match(err, /the client Forgotten has no secret yet.*client secret add lkc_\w+/);
  });

  it("are refused when they are weak, readable by others, missing or not for this client", async () => {
    all.write("hunter2", "weak");
    const weak = await all.refused(withSecret("New", "secret_file: weak"));
    assert.match(weak, /:8:5: clients\[0\]\.secret_file: must be at least 32 characters long/);
    assert.ok(!weak.includes("hunter2"));
    all.write("0123456789abcdef0123456789abcdef", "plain");
    assert.match(await all.refused(withSecret("New", "secret_file: plain")), /must be random/);
    for (const mode of [0o640, 0o604]) {
      all.write(SECRET, "open", mode);
      assert.match(await all.refused(withSecret("New", "secret_file: open")), /open can be read by others: chmod 0600/);
    }
    assert.match(await all.refused(withSecret("New", "secret_file: nowhere")), /nowhere: No such file/);
    assert.match(await all.refused(withSecret("New", "secret_file: .")), /is no regular file/);
    assert.match(await all.refused(withSecret("New", "secret_env: NOT_THERE")), /variable NOT_THERE is not set/);
    assert.match(await all.refused(withSecret("New", "secret_env: 5")), /secret_env: must be a text/);
    const both = withSecret("New", "secret_env: A\n    secret_file: weak");
    assert.match(await all.refused(both), /may not be given together/);
    all.write(SECRET, "good");
    const application = file(client("App", APPLICATION, "    secret_file: good\n"));
    assert.match(await all.refused(application), /:7:5: clients\[0\]\.secret_file: .* public client has none/);
  });
});
