// All that is asked of the API in the background, as far as the user may see it.

import type { Plant } from "../api/plant";
import { type Access, type Permission, standing } from "../auth/permissions";
import { Feed } from "./feed";
import type { Repeating } from "./repeating";
import { TopicStore } from "./topic_store";
import { TopicStream } from "./topic_stream";

const SECOND = 1_000;

export class Feeds {
  readonly connectors;
  readonly pipelines;
  readonly models;
  /** The complete list, now and then: the stream does not tell which topics are gone. */
  readonly topicList;
  readonly stream;
  readonly topics = new TopicStore();

  constructor(plant: Plant) {
    this.connectors = new Feed(plant.connectors, 10 * SECOND);
    this.pipelines = new Feed(plant.pipelines, 10 * SECOND);
    this.models = new Feed(plant.models, 300 * SECOND);
    this.topicList = new Feed(async (signal) => {
      const askedAt = Date.now();
      const outcome = await plant.topics(signal);
      if (outcome.ok && !signal.aborted) this.topics.replace(outcome.value, askedAt, Date.now());
      return outcome;
    }, 60 * SECOND);
    this.stream = new TopicStream(plant.stream.bind(plant), (topics) =>
      this.topics.learn(topics, Date.now()),
    );
  }

  /** Starts what the access allows and stops the rest; without access, all of it. */
  follow(access: Access | undefined): void {
    for (const [permission, feeds] of this.#byPermission())
      for (const feed of feeds)
        if (access && standing(access, permission) === "granted") feed.start();
        else feed.stop();
    if (!access || standing(access, "uns:read") !== "granted") this.topics.clear();
  }

  /** Asks for everything at once. */
  refresh(): void {
    for (const [, feeds] of this.#byPermission()) for (const feed of feeds) feed.refresh();
  }

  #byPermission(): [Permission, Repeating[]][] {
    return [
      ["connectors:read", [this.connectors]],
      ["pipelines:read", [this.pipelines]],
      ["models:read", [this.models]],
      ["uns:read", [this.stream, this.topicList]],
    ];
  }
}
