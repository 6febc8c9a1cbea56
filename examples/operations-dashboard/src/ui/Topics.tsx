// The topics of the unified namespace with their values, as they come.

import { useId, useState } from "react";
import { byPath, type KnownTopic } from "../live/topic_store";
import { formatAge, formatNumber, formatTime } from "./format";
import { useNow, useParts, useStanding, useStore } from "./hooks";
import { Icon } from "./icons";
import { Panel, Stale } from "./Panel";
import { Sparkline } from "./Sparkline";

interface Props {
  /** Called with the topic that somebody wants to publish to. */
  choose: (topic: string) => void;
}

export function Topics({ choose }: Props) {
  const { feeds } = useParts();
  const stream = useStore(feeds.stream.state);
  const topics = useStore(feeds.topics.list);
  const isPermitted = useStanding("uns:read") === "granted";
  const isStale = stream.state === "failing";
  const [wanted, setWanted] = useState("");
  const shown = topics.filter(({ topic }) =>
    topic.toLowerCase().includes(wanted.trim().toLowerCase()),
  );
  return (
    <Panel
      title="Topics"
      permission="uns:read"
      aside={isPermitted && isStale && <Stale at={latest(topics)} />}
    >
      <Search wanted={wanted} setWanted={setWanted} count={shown.length} of={topics.length} />
      {topics.length === 0 && (
        <p className="quiet">{stream.state === "live" ? "The plant has no topics." : "Loading…"}</p>
      )}
      {topics.length > 0 && shown.length === 0 && (
        <p className="quiet">No topic has this in its name.</p>
      )}
      {shown.length > 0 && (
        <div className={isStale ? "stale" : undefined}>
          <TopicTable topics={shown} choose={choose} />
        </div>
      )}
    </Panel>
  );
}

function latest(topics: readonly KnownTopic[]): number | undefined {
  return topics.length > 0 ? Math.max(...topics.map(({ heardAt }) => heardAt)) : undefined;
}

interface SearchProps {
  wanted: string;
  setWanted: (wanted: string) => void;
  count: number;
  of: number;
}

function Search({ wanted, setWanted, count, of }: SearchProps) {
  const id = useId();
  return (
    <div className="search">
      <label htmlFor={id}>Filter topics</label>
      <input
        id={id}
        type="search"
        value={wanted}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => setWanted(event.target.value)}
      />
      <span className="quiet">{wanted.trim() ? `${count} of ${of}` : `${of} topics`}</span>
    </div>
  );
}

function TopicTable({ topics, choose }: { topics: readonly KnownTopic[] } & Props) {
  const mayPublish = useStanding("uns:publish") === "granted";
  const columns = mayPublish ? 5 : 4;
  return (
    <table className="topics">
      <thead>
        <tr>
          <th scope="col">Topic</th>
          <th scope="col">Value</th>
          <th scope="col" className="wide-only">
            Course
          </th>
          <th scope="col" className="wide-only">
            Age
          </th>
          {mayPublish && (
            <th scope="col">
              <span className="for-readers">Publish</span>
            </th>
          )}
        </tr>
      </thead>
      {byPath(topics).map(([path, below]) => (
        <tbody key={path}>
          <tr className="path">
            <th scope="rowgroup" colSpan={columns}>
              {path ? path.split("/").join(" / ") : "Top level"}
            </th>
          </tr>
          {below.map((topic) => (
            <Row key={topic.topic} topic={topic} choose={mayPublish ? choose : undefined} />
          ))}
        </tbody>
      ))}
    </table>
  );
}

function Row({ topic, choose }: { topic: KnownTopic; choose: Props["choose"] | undefined }) {
  const name = topic.topic.slice(topic.topic.lastIndexOf("/") + 1);
  return (
    <tr data-topic={topic.topic}>
      <th scope="row">
        {name}
        {topic.description && <span className="under">{topic.description}</span>}
      </th>
      <td>
        <Value topic={topic} />
        <span className="under narrow-only">
          <Age receivedAt={topic.received_at} />
        </span>
      </td>
      <td className="wide-only">
        <Sparkline numbers={topic.history} />
      </td>
      <td className="age wide-only">
        <Age receivedAt={topic.received_at} />
      </td>
      {choose && (
        <td>
          <button type="button" className="square" onClick={() => choose(topic.topic)}>
            <Icon name="send" />
            <span className="for-readers">Publish to {topic.topic}</span>
          </button>
        </td>
      )}
    </tr>
  );
}

function Value({ topic: { reading, received_at } }: { topic: KnownTopic }) {
  if (reading.kind === "none") return <span className="quiet">no value yet</span>;
  // A new key for a new value, so that it flashes.
  if (reading.kind === "text")
    return (
      <span key={received_at} className="value text">
        {reading.text}
      </span>
    );
  return (
    <span key={received_at} className="value">
      <span className="figure">{formatNumber(reading.number)}</span>
      {reading.unit && <span className="unit"> {reading.unit}</span>}
    </span>
  );
}

function Age({ receivedAt }: { receivedAt: string | null }) {
  const now = useNow();
  if (receivedAt === null) return "–";
  const at = Date.parse(receivedAt);
  return (
    <time dateTime={receivedAt} title={formatTime(at)}>
      {formatAge(now - at)}
    </time>
  );
}
