import { describe, expect, it } from "vitest";
import { auditSearch, fromLocalInput, isFiltered, startOf, toLocalInput } from "./search";

describe("auditSearch", () => {
  it("keeps what makes sense", () => {
    expect(
      auditSearch({
        page: 3,
        q: "erp",
        actor: "system",
        client_id: "mh_1",
        action: "token.*",
        outcome: "failure",
        from: "last-day",
        to: "2026-11-24T00:00:00Z",
      }),
    ).toEqual({
      page: 3,
      q: "erp",
      actor: "system",
      client_id: "mh_1",
      action: "token.*",
      outcome: "failure",
      from: "last-day",
      to: "2026-11-24T00:00:00.000Z",
    });
  });

  it("leaves out what does not", () => {
    expect(
      auditSearch({ page: 1, q: "", actor: {}, outcome: "maybe", from: "yesterday", to: 7 }),
    ).toEqual({});
  });

  it("takes a number for the text that it was", () => {
    expect(auditSearch({ q: 404 })).toEqual({ q: "404" });
  });
});

describe("startOf", () => {
  const now = new Date("2026-11-24T12:00:00Z");
  it("moves with the present", () => {
    expect(startOf("last-hour", now)).toBe("2026-11-24T11:00:00.000Z");
    expect(startOf("last-week", now)).toBe("2026-11-17T12:00:00.000Z");
  });
  it("keeps a fixed time", () => {
    expect(startOf("2026-01-01T00:00:00.000Z", now)).toBe("2026-01-01T00:00:00.000Z");
    expect(startOf(undefined, now)).toBeUndefined();
  });
});

describe("local times", () => {
  it("come back as they went, to the minute", () => {
    const iso = fromLocalInput("2026-07-01T08:05");
    expect(iso && toLocalInput(iso)).toBe("2026-07-01T08:05");
    expect(fromLocalInput("")).toBeUndefined();
  });
});

describe("isFiltered", () => {
  it("does not count the page", () => {
    expect(isFiltered(auditSearch({ page: 2 }))).toBe(false);
    expect(isFiltered(auditSearch({ outcome: "success" }))).toBe(true);
  });
});
