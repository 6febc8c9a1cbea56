// What is shown while nobody is signed in.

import { useEffect, useRef } from "react";
import type { SessionState, SignedOut } from "../auth/session";
import { useParts } from "./hooks";
import { Mark } from "./icons";

type Props = Extract<SessionState, { status: "signed_out" }>;

const WORDS: Record<SignedOut, { title: string; text: string }> = {
  new: { title: "Plant operations", text: "Live topics, pipelines and connectors of the plant." },
  signed_out: { title: "You are signed out", text: "Your tokens have been revoked." },
  signed_out_elsewhere: { title: "You are signed out", text: "You signed out in another tab." },
  ended: {
    title: "Your session has ended",
    text: "It was too long unused, or an administrator has ended it. Sign in to go on.",
  },
  copied: {
    title: "This tab is a copy",
    text: "Each tab has a session of its own. Sign in to start one here; the other tab goes on.",
  },
  failed: { title: "Signing in did not work", text: "" },
};

export function Landing({ why, detail }: Props) {
  const { session } = useParts();
  const { title, text } = WORDS[why];
  const heading = useRef<HTMLHeadingElement>(null);
  // Where the dashboard has gone, so that a screen reader says why.
  useEffect(() => {
    if (why !== "new") heading.current?.focus();
  }, [why]);
  return (
    <main className="landing">
      <div className="card">
        <Mark />
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        <p>{detail ?? text}</p>
        <button type="button" className="primary" onClick={() => void session.signIn()}>
          {why === "new" ? "Sign in" : "Sign in again"}
        </button>
      </div>
    </main>
  );
}

export function Broken({ detail }: { detail: string }) {
  return (
    <main className="landing">
      <div className="card">
        <Mark />
        <h1>The dashboard cannot start</h1>
        <p>{detail}</p>
      </div>
    </main>
  );
}
