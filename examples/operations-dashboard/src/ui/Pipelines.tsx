// The pipelines with their latest execution, and running one.

import { useState } from "react";
import type { Execution, Pipeline } from "../api/plant";
import { formatAge, formatNumber } from "./format";
import { useNow, useParts, useSignedIn, useStanding, useStore } from "./hooks";
import { Icon } from "./icons";
import { NotPermitted } from "./NotPermitted";
import { FeedPanel } from "./Panel";

const TONES = { succeeded: "ok", failed: "bad", idle: "" } as const;
const WORDS = { succeeded: "Succeeded", failed: "Failed", idle: "Never ran" } as const;

export function Pipelines() {
  const { feeds } = useParts();
  const mayRun = useStanding("pipelines:execute") === "granted";
  const [message, setMessage] = useState("");
  return (
    <FeedPanel
      title="Pipelines"
      permission="pipelines:read"
      feed={useStore(feeds.pipelines.state)}
      empty="The plant has no pipelines."
    >
      {(pipelines) => (
        <>
          <table className="pipelines">
            <thead>
              <tr>
                <th scope="col">Pipeline</th>
                <th scope="col">Status</th>
                <th scope="col">Result</th>
                <th scope="col" className="wide-only">
                  Latest execution
                </th>
                {mayRun && (
                  <th scope="col">
                    <span className="for-readers">Run</span>
                  </th>
                )}
              </tr>
            </thead>
            <tbody>
              {pipelines.map((pipeline) => (
                <Row key={pipeline.id} pipeline={pipeline} mayRun={mayRun} tell={setMessage} />
              ))}
            </tbody>
          </table>
          <p className="message" role="status">
            {message}
          </p>
          <NotPermitted permission="pipelines:execute" isShort />
        </>
      )}
    </FeedPanel>
  );
}

interface RowProps {
  pipeline: Pipeline;
  mayRun: boolean;
  tell: (message: string) => void;
}

function Row({ pipeline, mayRun, tell }: RowProps) {
  const { name, status, operation, field, input, latest_execution: latest } = pipeline;
  return (
    <tr>
      <th scope="row">
        {name}
        <span className="under">
          {operation} of <code>{field}</code> in <code>{input}</code>
        </span>
      </th>
      <td>
        <span className={`pill ${TONES[status]}`}>{WORDS[status]}</span>
      </td>
      <td className="figure">{latest?.result == null ? "–" : formatNumber(latest.result)}</td>
      <td className="wide-only">{latest ? <Latest execution={latest} /> : "–"}</td>
      {mayRun && (
        <td>
          <Run pipeline={pipeline} tell={tell} />
        </td>
      )}
    </tr>
  );
}

function Latest({ execution: { started_by, finished_at, error } }: { execution: Execution }) {
  const now = useNow();
  const { person } = useSignedIn();
  const by = { trigger: "a new value", [person.id]: "you" }[started_by] ?? "another user";
  return (
    <>
      {formatAge(now - Date.parse(finished_at))}
      <span className="under">{error ?? `started by ${by}`}</span>
    </>
  );
}

function Run({ pipeline, tell }: Omit<RowProps, "mayRun">) {
  const { plant, feeds } = useParts();
  const [isRunning, setIsRunning] = useState(false);
  const run = async () => {
    setIsRunning(true);
    tell("");
    const outcome = await plant.execute(pipeline.id);
    setIsRunning(false);
    feeds.pipelines.refresh();
    if (!outcome.ok) tell(`${pipeline.name} did not run. ${outcome.fault.detail}`);
    else if (outcome.value.error) tell(`${pipeline.name} failed: ${outcome.value.error}.`);
    else tell(`${pipeline.name}: ${formatNumber(outcome.value.result ?? 0)}.`);
  };
  return (
    <button type="button" onClick={() => void run()} disabled={isRunning}>
      <Icon name="play" />
      Run<span className="for-readers"> {pipeline.name}</span>
    </button>
  );
}
