// Who is here, whether values are live, how the access stands, and the way out.

import { formatTime } from "./format";
import { useParts, useSignedIn, useStanding, useStore } from "./hooks";
import { Icon, Mark } from "./icons";

export function Header() {
  const { session } = useParts();
  const { person } = useSignedIn();
  const name = person.name ?? person.email;
  return (
    <header className="top">
      <div className="brand">
        <Mark />
        <h1>Plant operations</h1>
      </div>
      <div className="top-state">
        <StreamPill />
        <RenewalState />
      </div>
      <div className="who">
        <span className="avatar" aria-hidden="true">
          {name ? initials(name) : <Icon name="person" />}
        </span>
        <span className="who-name">
          <strong>{name ?? "Signed in"}</strong>
          {person.name && person.email && <span className="quiet">{person.email}</span>}
        </span>
        <button type="button" onClick={() => void session.signOut()}>
          Sign out
        </button>
      </div>
    </header>
  );
}

function initials(name: string): string {
  const words = name.split(/[\s@.]+/).filter(Boolean);
  return `${words[0]?.[0] ?? ""}${words[1]?.[0] ?? ""}`.toUpperCase();
}

function StreamPill() {
  const { feeds } = useParts();
  const { state } = useStore(feeds.stream.state);
  if (useStanding("uns:read") !== "granted") return <span className="pill">No live values</span>;
  if (state === "live") return <span className="pill ok live">Live</span>;
  if (state === "connecting") return <span className="pill">Connecting…</span>;
  return <span className="pill bad">Not live</span>;
}

function RenewalState() {
  const { renewal } = useSignedIn();
  const until = formatTime(renewal.expiresAt);
  return (
    <span className={`renewal ${renewal.state}`}>
      {renewal.state === "renewing" ? "Renewing access…" : `Access until ${until}`}
    </span>
  );
}
