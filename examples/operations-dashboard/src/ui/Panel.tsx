// A part of the dashboard: its heading, how fresh it is, and what it shows or why not.

import { type ReactNode, useId } from "react";
import type { Permission } from "../auth/permissions";
import type { FeedState } from "../live/feed";
import { formatTime } from "./format";
import { useStanding } from "./hooks";
import { NotPermitted } from "./NotPermitted";

interface Props {
  title: string;
  aside?: ReactNode;
  children: ReactNode;
}

/** `permission`: what its content needs. */
export function Panel({ permission, ...props }: Props & { permission?: Permission }) {
  return permission ? <PermittedPanel permission={permission} {...props} /> : <Bare {...props} />;
}

/** None at all where the dashboard does not ask for the permission. */
function PermittedPanel({ permission, children, ...props }: Props & { permission: Permission }) {
  const standing = useStanding(permission);
  if (standing === "not_asked") return null;
  return (
    <Bare {...props}>
      {standing === "granted" ? children : <NotPermitted permission={permission} />}
    </Bare>
  );
}

function Bare({ title, aside, children }: Props) {
  const id = useId();
  return (
    <section className="panel" aria-labelledby={id}>
      <div className="panel-head">
        <h2 id={id}>{title}</h2>
        {aside}
      </div>
      {children}
    </section>
  );
}

interface FeedProps<T> {
  title: string;
  permission: Permission;
  feed: FeedState<T[]>;
  empty: string;
  children: (items: T[]) => ReactNode;
}

/** A panel of what a feed brings; what is no longer live is shown as such. */
export function FeedPanel<T>({ title, permission, feed, empty, children }: FeedProps<T>) {
  const standing = useStanding(permission);
  const isStale = feed.state === "failing";
  const items = feed.state === "loading" ? undefined : feed.value;
  return (
    <Panel
      title={title}
      permission={permission}
      aside={standing === "granted" && isStale && <Stale at={feed.at} />}
    >
      <div className={isStale ? "stale" : undefined}>
        {items === undefined && <p className="quiet">{isStale ? "No data." : "Loading…"}</p>}
        {items?.length === 0 && <p className="quiet">{empty}</p>}
        {items && items.length > 0 && children(items)}
      </div>
    </Panel>
  );
}

export function Stale({ at }: { at: number | undefined }) {
  return (
    <span className="pill warn">
      {at === undefined ? "Not live" : `Not live: as of ${formatTime(at)}`}
    </span>
  );
}
