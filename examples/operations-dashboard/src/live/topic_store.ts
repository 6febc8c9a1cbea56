// The topics that are known, with their latest values and how those came to be.

import type { Topic } from "../api/plant";
import { Store } from "../store";
import { type Reading, read } from "./reading";

const LONGEST_HISTORY = 60;

export interface KnownTopic extends Topic {
  reading: Reading;
  /** The numbers seen since the page was opened, the latest last. */
  history: readonly number[];
  /** When it was last heard of, in milliseconds since 1970. */
  heardAt: number;
}

/** A topic as the API sends it; undefined for anything else. */
export function readTopic(value: unknown): Topic | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const {
    topic,
    description,
    model,
    value: latest,
    received_at,
  } = value as Record<string, unknown>;
  if (typeof topic !== "string") return undefined;
  return {
    topic,
    description: typeof description === "string" ? description : "",
    model: typeof model === "string" ? model : null,
    value: latest ?? null,
    received_at: typeof received_at === "string" ? received_at : null,
  };
}

const time = ({ received_at }: Topic): number =>
  received_at === null ? 0 : Date.parse(received_at);

function learn(known: KnownTopic | undefined, topic: Topic, now: number): KnownTopic {
  const reading = read(topic.value);
  let history = known?.history ?? [];
  const isNewValue = known === undefined || time(topic) > time(known);
  if (isNewValue && reading.kind === "number")
    history = [...history, reading.number].slice(-LONGEST_HISTORY);
  return { ...topic, reading, history, heardAt: now };
}

export class TopicStore {
  readonly list = new Store<readonly KnownTopic[]>([]);
  #known = new Map<string, KnownTopic>();

  /** Takes values over, but none that is older than what is known. */
  learn(topics: readonly Topic[], now: number): void {
    for (const topic of topics) {
      const known = this.#known.get(topic.topic);
      if (known === undefined || time(topic) >= time(known))
        this.#known.set(topic.topic, learn(known, topic, now));
    }
    if (topics.length > 0) this.#tell();
  }

  /** Takes a complete list over, asked for at that time: what it lacks is gone, unless heard of since. */
  replace(topics: readonly Topic[], askedAt: number, now: number): void {
    const present = new Set(topics.map(({ topic }) => topic));
    for (const [name, { heardAt }] of this.#known)
      if (!present.has(name) && heardAt < askedAt) this.#known.delete(name);
    this.learn(topics, now);
    this.#tell();
  }

  clear(): void {
    this.#known.clear();
    this.list.set([]);
  }

  #tell(): void {
    this.list.set([...this.#known.values()].sort((a, b) => (a.topic < b.topic ? -1 : 1)));
  }
}

/** The topics below each path, in order; the path of `a/b/c` is `a/b`. */
export function byPath(topics: readonly KnownTopic[]): [string, KnownTopic[]][] {
  const groups = new Map<string, KnownTopic[]>();
  for (const topic of topics) {
    const path = topic.topic.slice(0, Math.max(0, topic.topic.lastIndexOf("/")));
    groups.set(path, [...(groups.get(path) ?? []), topic]);
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1));
}
