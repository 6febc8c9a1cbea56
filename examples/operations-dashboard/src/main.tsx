// Puts the parts together and shows the page.

import { createRoot } from "react-dom/client";
import { ApiClient } from "./api/client";
import { Plant } from "./api/plant";
import { Manager } from "./auth/manager";
import { Session } from "./auth/session";
import { holdSession } from "./auth/tab_lock";
import { type Config, loadConfig } from "./config";
import { Feeds } from "./live/feeds";
import { App } from "./ui/App";
import "./ui/base.css";
import "./ui/layout.css";
import "./ui/panels.css";
import "./ui/tables.css";
import "./ui/forms.css";
import type { Parts } from "./ui/hooks";
import { Broken } from "./ui/Landing";

function assemble(config: Config): Parts {
  const session = new Session(new Manager(config, location.origin, sessionStorage), {
    storage: sessionStorage,
    channel: new BroadcastChannel("operations-dashboard"),
    hold: holdSession,
    showAddress: (path) => history.replaceState(null, "", path),
  });
  const plant = new Plant(
    new ApiClient(config.api, {
      accessToken: () => session.accessToken(),
      renew: () => session.renew(),
      lacks: (scope) => session.lacks(scope),
      refused: () => session.refused(),
    }),
  );
  const feeds = new Feeds(plant);
  session.state.subscribe(() => {
    const state = session.state.get();
    feeds.follow(state.status === "signed_in" ? state.access : undefined);
  });
  return { session, plant, feeds };
}

/** Timers of a hidden page or a sleeping machine are late, and the network may have been away. */
function catchUp({ session, feeds }: Parts): void {
  const wake = () => {
    if (document.hidden) return;
    session.wake();
    feeds.refresh();
  };
  document.addEventListener("visibilitychange", wake);
  window.addEventListener("online", wake);
  // Back from the sign-in page, whose opening had left this one waiting.
  window.addEventListener("pageshow", ({ persisted }) => persisted && location.reload());
}

const root = createRoot(document.getElementById("dashboard") as HTMLElement);
try {
  const parts = assemble(await loadConfig());
  root.render(<App {...parts} />);
  catchUp(parts);
  await parts.session.start(new URL(location.href));
} catch (error) {
  root.render(<Broken detail={String((error as Error).message)} />);
}
