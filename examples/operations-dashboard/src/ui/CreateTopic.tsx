// Creating a topic, or saying anew what one is.

import { type FormEvent, useId, useState } from "react";
import { useParts, useStore } from "./hooks";
import { Panel } from "./Panel";

interface Props {
  /** Called with the name of a topic that has been created. */
  created: (topic: string) => void;
}

export function CreateTopic(props: Props) {
  return (
    <Panel title="Create a topic" permission="uns:write">
      <Form {...props} />
    </Panel>
  );
}

const EMPTY = { topic: "", description: "", model: "" };

function Form({ created }: Props) {
  const { plant, feeds } = useParts();
  const id = useId();
  const models = useStore(feeds.models.state);
  const [entry, setEntry] = useState(EMPTY);
  const [message, setMessage] = useState<{ tone: string; text: string }>();
  const [isSending, setIsSending] = useState(false);
  const known = models.state === "loading" ? [] : (models.value ?? []);

  const create = async (event: FormEvent) => {
    event.preventDefault();
    setMessage(undefined);
    setIsSending(true);
    const { topic, description, model } = entry;
    const outcome = await plant.define(topic, { description, model: model || null });
    setIsSending(false);
    if (!outcome.ok)
      return setMessage({ tone: "bad", text: `Not created. ${outcome.fault.detail}` });
    feeds.topics.learn([outcome.value], Date.now());
    setEntry(EMPTY);
    setMessage({ tone: "ok", text: `Created ${topic}.` });
    created(topic);
  };

  return (
    <form onSubmit={(event) => void create(event)}>
      <div className="field">
        <label htmlFor={`${id}-topic`}>Name</label>
        <input
          id={`${id}-topic`}
          required
          maxLength={200}
          value={entry.topic}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          placeholder="acme/berlin/…"
          onChange={(event) => setEntry({ ...entry, topic: event.target.value })}
        />
      </div>
      <div className="field">
        <label htmlFor={`${id}-description`}>Description</label>
        <input
          id={`${id}-description`}
          value={entry.description}
          autoComplete="off"
          onChange={(event) => setEntry({ ...entry, description: event.target.value })}
        />
      </div>
      {known.length > 0 && (
        <div className="field">
          <label htmlFor={`${id}-model`}>Data model</label>
          <select
            id={`${id}-model`}
            value={entry.model}
            onChange={(event) => setEntry({ ...entry, model: event.target.value })}
          >
            <option value="">none: any value</option>
            {known.map((model) => (
              <option key={model.id} value={model.id}>
                {model.name}
              </option>
            ))}
          </select>
        </div>
      )}
      <button type="submit" disabled={isSending}>
        Create
      </button>
      <p className={`message ${message?.tone ?? ""}`} role="status">
        {message?.text}
      </p>
    </form>
  );
}
