// Says that what is shown is not live, and why. The countdown is for the eye alone: it would be read out each second.

import { useNow, useParts, useSignedIn, useStore } from "./hooks";
import { Icon } from "./icons";

interface Failure {
  detail: string;
  nextAt: number;
}

/** What fails now, the earliest attempt first. */
function useFailures(): Failure[] {
  const { feeds } = useParts();
  const states = [
    useStore(feeds.stream.state),
    useStore(feeds.connectors.state),
    useStore(feeds.pipelines.state),
    useStore(feeds.models.state),
    useStore(feeds.topicList.state),
  ];
  return states.filter((state) => state.state === "failing").sort((a, b) => a.nextAt - b.nextAt);
}

export function Banner() {
  const { feeds, session } = useParts();
  const { renewal } = useSignedIn();
  const notice = useStore(session.notice);
  const [failure] = useFailures();
  const isLate = renewal.state === "failing";
  const refresh = () => {
    feeds.refresh();
    if (isLate) void session.renew();
  };
  return (
    <div className="banners">
      <div role="status">
        {failure && (
          <p className="banner bad">
            <Icon name="warning" />
            <span>
              <strong>Some of this is not live.</strong> {failure.detail}
            </span>
          </p>
        )}
        {!failure && isLate && (
          <p className="banner warn">
            <Icon name="warning" />
            <span>
              <strong>Your access could not be renewed yet.</strong> The sign-in server does not
              answer; the dashboard goes on while the present access lasts.
            </span>
          </p>
        )}
        {notice && (
          <p className="banner info">
            <span>
              <strong>Nothing was changed.</strong> {notice}
            </span>
          </p>
        )}
      </div>
      {(failure || isLate) && (
        <div className="banner-foot">
          {failure && <Countdown until={failure.nextAt} />}
          <button type="button" onClick={refresh}>
            <Icon name="renew" />
            Retry now
          </button>
        </div>
      )}
      {notice && (
        <div className="banner-foot">
          <button type="button" onClick={() => session.notice.set(undefined)}>
            Dismiss
          </button>
        </div>
      )}
    </div>
  );
}

function Countdown({ until }: { until: number }) {
  const seconds = Math.ceil((until - useNow()) / 1000);
  return (
    <span className="quiet" aria-hidden="true">
      {seconds > 0 ? `Next attempt in ${seconds} s` : "Trying…"}
    </span>
  );
}
