// The page: who is signed in decides what it is.

import { useState } from "react";
import { Banner } from "./Banner";
import { Connectors } from "./Connectors";
import { CreateTopic } from "./CreateTopic";
import { Header } from "./Header";
import { type Parts, PartsContext, SignedInContext, useParts, useStore } from "./hooks";
import { Landing } from "./Landing";
import { Models } from "./Models";
import { Pipelines } from "./Pipelines";
import { Publish } from "./Publish";
import { Topics } from "./Topics";
import { YourAccess } from "./YourAccess";

export function App(parts: Parts) {
  return (
    <PartsContext value={parts}>
      <Page />
    </PartsContext>
  );
}

function Page() {
  const { session } = useParts();
  const state = useStore(session.state);
  if (state.status === "busy")
    return (
      <main className="landing">
        <h1 className="for-readers">Plant operations</h1>
        <p role="status">One moment…</p>
      </main>
    );
  if (state.status === "signed_out") return <Landing {...state} />;
  return (
    <SignedInContext value={state}>
      {/* Another user starts afresh. */}
      <Dashboard key={state.person.id} />
    </SignedInContext>
  );
}

function Dashboard() {
  const [topic, setTopic] = useState("");
  const choose = (chosen: string) => {
    setTopic(chosen);
    document.getElementById("publish")?.scrollIntoView({ block: "nearest" });
    document.querySelector<HTMLInputElement>("#publish input")?.focus();
  };
  return (
    <>
      <Header />
      <Banner />
      <main className="grid">
        <div className="column">
          <Connectors />
          <Pipelines />
          <Topics choose={choose} />
        </div>
        <div className="column side">
          <div id="publish">
            <Publish topic={topic} setTopic={setTopic} />
          </div>
          <CreateTopic created={setTopic} />
          <Models />
          <YourAccess />
        </div>
      </main>
    </>
  );
}
