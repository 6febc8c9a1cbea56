import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { failed, type Outcome } from "../api/answer";
import type { Topic } from "../api/plant";
import { TopicStream } from "./topic_stream";

const event = (id: number, topic: string) =>
  `id: ${id}\nevent: value\ndata: {"topic":"${topic}"}\n\n`;

/** A connection that a test speaks into. */
class Connection {
  readonly #encoder = new TextEncoder();
  #controller: ReadableStreamDefaultController<Uint8Array> | undefined;
  #isOver = false;
  readonly answer: Response;

  constructor(signal: AbortSignal) {
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => {
        this.#controller = controller;
      },
    });
    this.answer = new Response(body);
    signal.addEventListener("abort", () => {
      this.#act((controller) => controller.error(signal.reason));
      this.#isOver = true;
    });
  }

  say = (text: string) => this.#act((body) => body.enqueue(this.#encoder.encode(text)));
  end = () => {
    this.#act((body) => body.close());
    this.#isOver = true;
  };
  break = () => {
    this.#act((body) => body.error(new TypeError("network error")));
    this.#isOver = true;
  };

  /** Nothing more comes of a connection that has ended. */
  #act(act: (body: ReadableStreamDefaultController<Uint8Array>) => void): void {
    if (this.#controller && !this.#isOver) act(this.#controller);
  }
}

function started(...refusals: Outcome<Response>[]) {
  const connections: Connection[] = [];
  const ids: string[] = [];
  const told: Topic[][] = [];
  const stream = new TopicStream(
    async (lastEventId, signal) => {
      ids.push(lastEventId);
      const refusal = refusals.shift();
      if (refusal) return refusal;
      const connection = new Connection(signal);
      connections.push(connection);
      return { ok: true, value: connection.answer };
    },
    (topics) => told.push(topics),
  );
  stream.start();
  const names = () => told.flat().map(({ topic }) => topic);
  return { stream, connections, ids, told, names };
}

describe("the stream of topics", () => {
  beforeEach(() => {
    vi.useFakeTimers();
    vi.spyOn(Math, "random").mockReturnValue(1);
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.restoreAllMocks();
  });
  const pass = (milliseconds = 0) => vi.advanceTimersByTimeAsync(milliseconds);

  it("tells values as they come, together those that came together", async () => {
    const { stream, connections, told } = started();
    await pass();
    expect(stream.state.get()).toEqual({ state: "live" });
    connections[0]?.say(event(1, "a") + event(2, "b"));
    await pass();
    connections[0]?.say(event(3, "c"));
    await pass();
    expect(told.map((topics) => topics.map(({ topic }) => topic))).toEqual([["a", "b"], ["c"]]);
  });

  it("goes on after the last event when a connection ends, as it does with its token", async () => {
    const { connections, ids, names, stream } = started();
    await pass();
    connections[0]?.say(event(7, "a"));
    await pass();
    connections[0]?.end();
    await pass(200);
    expect(ids).toEqual(["", "7"]);
    connections[1]?.say(event(8, "b"));
    await pass();
    expect(names()).toEqual(["a", "b"]);
    expect(stream.state.get()).toEqual({ state: "live" });
  });

  it("also when it breaks in the middle of an event, which it does not tell by halves", async () => {
    const { connections, ids, names } = started();
    await pass();
    connections[0]?.say(`${event(7, "a")}id: 8\nevent: value\ndata: {"to`);
    await pass();
    connections[0]?.break();
    await pass(200);
    expect(ids).toEqual(["", "7"]);
    connections[1]?.say(event(8, "b"));
    await pass();
    expect(names()).toEqual(["a", "b"]);
  });

  it("waits longer and longer while the API is away", async () => {
    const away = () => failed({ kind: "unavailable", detail: "away" });
    const { stream, ids } = started(away(), away(), away());
    await pass();
    expect(stream.state.get()).toMatchObject({ state: "failing", detail: "away" });
    await pass(1_000);
    expect(ids).toHaveLength(2);
    await pass(1_999);
    expect(ids).toHaveLength(2);
    await pass(1);
    expect(ids).toHaveLength(3);
    stream.refresh();
    await pass();
    expect(stream.state.get()).toEqual({ state: "live" });
  });

  it("does not hammer an API that ends each connection without a word", async () => {
    const { connections, ids } = started();
    for (let number = 0; number < 3; number += 1) {
      await pass();
      connections.at(-1)?.end();
      await pass(1_000);
    }
    expect(ids.length).toBeLessThan(4);
  });

  it("takes a connection that says nothing for dead, a comment for a word", async () => {
    const { connections, ids } = started();
    await pass(39_000);
    connections[0]?.say(": quiet\n\n");
    await pass(39_000);
    expect(ids).toHaveLength(1);
    await pass(1_000 + 200);
    expect(ids).toHaveLength(2);
  });

  it("ends when it is stopped, and where the user may not see topics", async () => {
    const { stream, connections, ids, names } = started();
    await pass();
    stream.stop();
    await pass(60_000);
    connections[0]?.say(event(1, "a"));
    expect([ids.length, names()]).toEqual([1, []]);

    const forbidden = started(failed({ kind: "forbidden", detail: "" }));
    await pass(60_000);
    expect(forbidden.ids).toHaveLength(1);
    forbidden.stream.start();
    await pass();
    expect(forbidden.stream.state.get()).toEqual({ state: "live" });
  });

  it("passes over what is no topic", async () => {
    const { connections, names } = started();
    await pass();
    connections[0]?.say('event: value\ndata: {\n\nevent: other\ndata: {"topic":"x"}\n\n');
    connections[0]?.say(event(1, "a"));
    await pass();
    expect(names()).toEqual(["a"]);
  });
});
