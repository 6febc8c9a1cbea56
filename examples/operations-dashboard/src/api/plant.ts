// The plant API as the dashboard uses it: see openapi.json of examples/plant-api.

import type { Outcome } from "./answer";
import type { ApiClient } from "./client";

export interface Execution {
  id: string;
  status: "succeeded" | "failed";
  /** A user's id, or `trigger` where a value started it. */
  started_by: string;
  started_at: string;
  finished_at: string;
  result: number | null;
  error: string | null;
}

export interface Pipeline {
  id: string;
  name: string;
  input: string;
  field: string;
  operation: "count" | "sum" | "average";
  output: string;
  status: "idle" | "succeeded" | "failed";
  latest_execution: Execution | null;
}

export interface Connector {
  id: string;
  name: string;
  kind: string;
  topics: string;
  status: "connected" | "stale" | "disconnected";
  latest_value_at: string | null;
}

export interface Field {
  name: string;
  type: "string" | "number" | "integer" | "boolean";
  unit: string;
}

export interface Model {
  id: string;
  name: string;
  fields: Field[];
}

export interface Topic {
  topic: string;
  description: string;
  model: string | null;
  value: unknown;
  received_at: string | null;
}

interface List<T> {
  items: T[];
}

async function items<T>(list: Promise<Outcome<List<T>>>): Promise<Outcome<T[]>> {
  const outcome = await list;
  return outcome.ok ? { ok: true, value: outcome.value.items } : outcome;
}

/** A topic's name as part of a path: its slashes stay. */
function topicPath(topic: string): string {
  return `/uns/topics/${topic.split("/").map(encodeURIComponent).join("/")}`;
}

export class Plant {
  readonly #api: ApiClient;

  constructor(api: ApiClient) {
    this.#api = api;
  }

  connectors = (signal?: AbortSignal) =>
    items(this.#api.json<List<Connector>>("/connectors", { signal }));
  pipelines = (signal?: AbortSignal) =>
    items(this.#api.json<List<Pipeline>>("/pipelines", { signal }));
  models = (signal?: AbortSignal) => items(this.#api.json<List<Model>>("/models", { signal }));
  topics = (signal?: AbortSignal) => items(this.#api.json<List<Topic>>("/uns/topics", { signal }));

  execute(pipeline: string): Promise<Outcome<Execution>> {
    return this.#api.json(`/pipelines/${encodeURIComponent(pipeline)}/executions`, {
      method: "POST",
    });
  }

  publish(topic: string, value: unknown): Promise<Outcome<unknown>> {
    return this.#api.json(topicPath(topic), { method: "POST", body: value });
  }

  define(
    topic: string,
    about: { description: string; model: string | null },
  ): Promise<Outcome<Topic>> {
    return this.#api.json(topicPath(topic), { method: "PUT", body: about });
  }

  /** The stream of values, of what came after the event named, or else of everything first. */
  stream(lastEventId: string, signal: AbortSignal): Promise<Outcome<Response>> {
    const headers: Record<string, string> = { Accept: "text/event-stream" };
    if (lastEventId !== "") headers["Last-Event-ID"] = lastEventId;
    return this.#api.call("/uns/stream?filter=%23", { headers, signal });
  }
}
