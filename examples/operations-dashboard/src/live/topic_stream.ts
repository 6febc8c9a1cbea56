// The live values: one connection after the other, each going on where the last one ended.

import type { Fault, Outcome } from "../api/answer";
import type { Topic } from "../api/plant";
import { Store } from "../store";
import { Repeating } from "./repeating";
import { SseParser } from "./sse_parser";
import { readTopic } from "./topic_store";

/** The API says something at least every 15 seconds; after so long without, the connection is dead. */
const LONGEST_SILENCE_MILLISECONDS = 40_000;
const BETWEEN_CONNECTIONS_MILLISECONDS = 200;

export type StreamState =
  | { state: "connecting" }
  | { state: "live" }
  | { state: "failing"; detail: string; nextAt: number };

export type OpenStream = (lastEventId: string, signal: AbortSignal) => Promise<Outcome<Response>>;

export class TopicStream extends Repeating {
  readonly state = new Store<StreamState>({ state: "connecting" });
  readonly #open: OpenStream;
  readonly #tell: (topics: Topic[]) => void;
  protected readonly interval = BETWEEN_CONNECTIONS_MILLISECONDS;
  #lastEventId = "";

  /** tell: gets the values that came together. */
  constructor(open: OpenStream, tell: (topics: Topic[]) => void) {
    super();
    this.#open = open;
    this.#tell = tell;
  }

  protected fail(detail: string, nextAt: number): void {
    this.state.set({ state: "failing", detail, nextAt });
  }

  protected forget(): void {
    this.#lastEventId = "";
    this.state.set({ state: "connecting" });
  }

  /** One connection, from its opening to its end; undefined where it was good for something. */
  protected async attempt(signal: AbortSignal): Promise<Fault | undefined> {
    const silence = new AbortController();
    const hush = () => silence.abort();
    let timer = setTimeout(hush, LONGEST_SILENCE_MILLISECONDS);
    let hasSpoken = false;
    try {
      const opened = await this.#open(this.#lastEventId, AbortSignal.any([signal, silence.signal]));
      if (!opened.ok) return opened.fault;
      this.state.set({ state: "live" });
      const parser = new SseParser(this.#lastEventId);
      for await (const chunk of texts(opened.value)) {
        clearTimeout(timer);
        timer = setTimeout(hush, LONGEST_SILENCE_MILLISECONDS);
        hasSpoken = true;
        this.#take(parser, chunk);
      }
    } catch {
      // The connection broke; the next one shows whether the API is there.
    } finally {
      clearTimeout(timer);
    }
    if (!signal.aborted) this.state.set({ state: "connecting" });
    return hasSpoken
      ? undefined
      : { kind: "unavailable", detail: "The stream of live values broke off." };
  }

  #take(parser: SseParser, chunk: string): void {
    const topics = parser
      .push(chunk)
      .filter(({ type }) => type === "value")
      .map(({ data }) => readTopic(parseJson(data)))
      .filter((topic) => topic !== undefined);
    this.#lastEventId = parser.lastEventId;
    if (topics.length > 0) this.#tell(topics);
  }
}

async function* texts(answer: Response): AsyncGenerator<string> {
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
  for (;;) {
    const part = await reader?.read();
    if (!part || part.done) return;
    yield part.value;
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
