// Server-Sent Events out of chunks of text: WHATWG HTML 9.2.6.

export interface SseEvent {
  id: string;
  type: string;
  data: string;
}

export class SseParser {
  /** What a new connection names as `Last-Event-ID`. */
  lastEventId: string;
  #rest = "";
  #id: string;
  #type = "";
  #data: string[] = [];

  constructor(lastEventId = "") {
    this.lastEventId = lastEventId;
    this.#id = lastEventId;
  }

  /** The events that are complete with this chunk. */
  push(chunk: string): SseEvent[] {
    // A CR at the end may be the first half of a CRLF.
    const lines = (this.#rest + chunk).split(/\r\n|\n|\r(?!$)/);
    this.#rest = lines.pop() ?? "";
    return lines.flatMap((line) => (line === "" ? this.#dispatch() : this.#field(line)));
  }

  #dispatch(): SseEvent[] {
    this.lastEventId = this.#id;
    const event = { id: this.#id, type: this.#type || "message", data: this.#data.join("\n") };
    const isEmpty = this.#data.length === 0;
    this.#type = "";
    this.#data = [];
    return isEmpty ? [] : [event];
  }

  #field(line: string): [] {
    const colon = line.indexOf(":");
    const name = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? "" : line.slice(colon + 1).replace(/^ /, "");
    if (name === "data") this.#data.push(value);
    else if (name === "event") this.#type = value;
    else if (name === "id" && !value.includes("\0")) this.#id = value;
    return [];
  }
}
