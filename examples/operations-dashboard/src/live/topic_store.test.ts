import { describe, expect, it } from "vitest";
import type { Topic } from "../api/plant";
import { byPath, readTopic, TopicStore } from "./topic_store";

const topic = (name: string, value: unknown, second: number | null): Topic => ({
  topic: name,
  description: "",
  model: null,
  value,
  received_at: second === null ? null : `2030-01-31T12:00:${String(second).padStart(2, "0")}Z`,
});

describe("the topics", () => {
  it("are in order, each with its latest value and the numbers before", () => {
    const store = new TopicStore();
    store.learn([topic("b", 1, 1), topic("a", { value: 5, unit: "°C" }, 1)], 10);
    store.learn([topic("b", 2, 2), topic("b", "text", 3), topic("b", 4, 4)], 20);
    expect(
      store.list.get().map(({ topic: name, value, history }) => [name, value, history]),
    ).toEqual([
      ["a", { value: 5, unit: "°C" }, [5]],
      ["b", 4, [1, 2, 4]],
    ]);
  });

  it("never go back to an older value", () => {
    const store = new TopicStore();
    store.learn([topic("a", 2, 2)], 10);
    store.learn([topic("a", 1, 1)], 20);
    expect(store.list.get()).toMatchObject([{ value: 2, history: [2] }]);
  });

  it("do not count a value twice that a list repeats, but take over what is said of it", () => {
    const store = new TopicStore();
    store.learn([topic("a", 2, 2)], 10);
    store.learn([{ ...topic("a", 2, 2), description: "Speed" }], 20);
    expect(store.list.get()).toMatchObject([{ description: "Speed", history: [2] }]);
  });

  it("keep a bounded history", () => {
    const store = new TopicStore();
    const at = (number: number) => new Date(Date.UTC(2030, 0, 1) + number).toISOString();
    for (let number = 0; number < 200; number += 1)
      store.learn([{ ...topic("a", number, 0), received_at: at(number) }], number);
    expect(store.list.get()[0]?.history).toEqual(
      Array.from({ length: 60 }, (_, index) => 140 + index),
    );
  });

  it("that a complete list lacks are gone, unless they were heard of since it was asked for", () => {
    const store = new TopicStore();
    store.learn([topic("old", 1, 1), topic("kept", 1, 1)], 10);
    store.learn([topic("new", 1, 2)], 30);
    store.replace([topic("kept", 1, 1)], 20, 40);
    expect(store.list.get().map((one) => one.topic)).toEqual(["kept", "new"]);
    store.replace([], 50, 60);
    expect(store.list.get()).toEqual([]);
  });

  it("are grouped by their path", () => {
    const store = new TopicStore();
    store.learn(
      [topic("a/b/x", 1, 1), topic("a/c", 1, 1), topic("z", 1, 1), topic("a/b/y", 1, 1)],
      1,
    );
    const groups = byPath(store.list.get());
    expect(groups.map(([path, topics]) => [path, topics.map((one) => one.topic)])).toEqual([
      ["", ["z"]],
      ["a", ["a/c"]],
      ["a/b", ["a/b/x", "a/b/y"]],
    ]);
  });
});

describe("what the stream sends", () => {
  it("is a topic, or nothing", () => {
    const sent = {
      topic: "a",
      description: "d",
      model: "m",
      value: 0,
      received_at: "2030-01-31T12:00:00Z",
    };
    expect(readTopic(sent)).toEqual(sent);
    expect(readTopic({ topic: "a" })).toEqual({
      topic: "a",
      description: "",
      model: null,
      value: null,
      received_at: null,
    });
    for (const other of [null, 5, [], { topic: 5 }]) expect(readTopic(other)).toBeUndefined();
  });
});
