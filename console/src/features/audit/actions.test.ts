import { describe, expect, it } from "vitest";
import { actingClient } from "./actions";

const actor = { id: "usr_1", name: "ada@example.com" };
const client = { client_id: "mh_1", name: "ERP Sync" };

describe("actingClient", () => {
  it("is the client whose token was used", () => {
    expect(actingClient({ actor, client, action: "user.updated" })).toBe(client);
    expect(actingClient({ actor, client, action: "token.issued" })).toBe(client);
  });
  it("is none where the user acts by themselves", () => {
    expect(actingClient({ actor, client: null, action: "user.updated" })).toBeNull();
    expect(actingClient({ actor, client, action: "consent.granted" })).toBeNull();
    expect(actingClient({ actor, client, action: "authorization.refused" })).toBeNull();
  });
  it("acts as nobody where no user is known", () => {
    expect(actingClient({ actor: null, client, action: "token.refused" })).toBeNull();
  });
});
