// The health of the connectors, a tile each.

import type { Connector } from "../api/plant";
import { formatAge } from "./format";
import { useNow, useParts, useStore } from "./hooks";
import { FeedPanel } from "./Panel";

const TONES = { connected: "ok", stale: "warn", disconnected: "bad" } as const;
const WORDS = { connected: "Connected", stale: "Silent", disconnected: "Disconnected" } as const;

export function Connectors() {
  const { feeds } = useParts();
  return (
    <FeedPanel
      title="Connectors"
      permission="connectors:read"
      feed={useStore(feeds.connectors.state)}
      empty="The plant has no connectors."
    >
      {(connectors) => (
        <ul className="tiles">
          {connectors.map((connector) => (
            <Tile key={connector.id} connector={connector} />
          ))}
        </ul>
      )}
    </FeedPanel>
  );
}

function Tile({
  connector: { name, kind, topics, status, latest_value_at },
}: {
  connector: Connector;
}) {
  const now = useNow();
  return (
    <li className={`tile ${TONES[status]}`}>
      <div className="tile-head">
        <strong>{name}</strong>
        <span className={`pill ${TONES[status]}`}>{WORDS[status]}</span>
      </div>
      <dl>
        <dt>Kind</dt>
        <dd>{kind}</dd>
        <dt>Topics</dt>
        <dd>
          <code>{topics}</code>
        </dd>
        <dt>Latest value</dt>
        <dd>{latest_value_at ? formatAge(now - Date.parse(latest_value_at)) : "–"}</dd>
      </dl>
    </li>
  );
}
