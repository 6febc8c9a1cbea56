import { describe, expect, it } from "vitest";
import { type SseEvent, SseParser } from "./sse_parser";

const parse = (...chunks: string[]): SseEvent[] => {
  const parser = new SseParser();
  return chunks.flatMap((chunk) => parser.push(chunk));
};

describe("Server-Sent Events", () => {
  it("have an id, a type and data", () => {
    expect(parse("id: 7\nevent: value\ndata: {}\n\n")).toEqual([
      { id: "7", type: "value", data: "{}" },
    ]);
    expect(parse("data:x\n\n")).toEqual([{ id: "", type: "message", data: "x" }]);
  });

  it("may come in any pieces", () => {
    const text =
      "id: 1\r\nevent: value\r\ndata: a\r\ndata: b\r\n\r\n: quiet\r\n\r\nid: 2\ndata: c\r\rdata: d\n\n";
    const whole = parse(text);
    expect(whole.map(({ id, data }) => [id, data])).toEqual([
      ["1", "a\nb"],
      ["2", "c"],
      ["2", "d"],
    ]);
    for (let size = 1; size < text.length; size += 1)
      expect(parse(...(text.match(new RegExp(`[^]{1,${size}}`, "g")) ?? []))).toEqual(whole);
  });

  it("are not told before they are complete", () => {
    expect(parse("data: x\n")).toEqual([]);
    expect(parse("data: x\n", "\n")).toHaveLength(1);
  });

  it("are no comments, unknown fields or events without data", () => {
    expect(parse(": quiet\n\nretry: 5\nevent: value\n\nfoo\n\n")).toEqual([]);
    expect(parse("event: value\n\ndata: x\n\n")).toMatchObject([{ type: "message" }]);
  });

  it("keep the latest id for the next connection, once its event is complete", () => {
    const parser = new SseParser("4");
    expect(parser.push("data: x\n\n")).toMatchObject([{ id: "4" }]);
    parser.push("id: 5\ndata: y\n");
    expect(parser.lastEventId).toBe("4");
    parser.push("\nid: a\0b\n\n");
    expect(parser.lastEventId).toBe("5");
  });
});
