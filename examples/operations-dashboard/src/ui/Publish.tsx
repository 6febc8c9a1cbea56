// Publishing a value: by the fields of the topic's model, or as JSON where there is none.

import { type FormEvent, useId, useState } from "react";
import type { Fault } from "../api/answer";
import type { Model } from "../api/plant";
import { formatTime } from "./format";
import { useParts, useStanding, useStore } from "./hooks";
import { Icon } from "./icons";
import { ModelFields } from "./ModelFields";
import { Panel } from "./Panel";
import { type Entries, entriesOf, freeValue, modelValue } from "./publish_value";

interface Props {
  topic: string;
  setTopic: (topic: string) => void;
}

export function Publish(props: Props) {
  return (
    <Panel title="Publish" permission="uns:publish">
      <Form {...props} />
    </Panel>
  );
}

/** What is filled in for the model of a topic. */
interface Draft {
  topic: string;
  model: string;
  entries: Entries;
}

const NO_DRAFT: Draft = { topic: "", model: "", entries: {} };

type Message = { tone: "ok" | "bad"; text: string };

function Form({ topic, setTopic }: Props) {
  const { plant } = useParts();
  const { model, value } = useTopic(topic);
  const [text, setText] = useState("");
  const [draft, setDraft] = useState<Draft>(NO_DRAFT);
  const [wrong, setWrong] = useState<{ field: string; fault: string }>();
  const [message, setMessage] = useState<Message>();
  const [isSending, setIsSending] = useState(false);

  // A draft starts with the value of that moment, and does not change as others come.
  if (model && (draft.topic !== topic || draft.model !== model.id)) {
    setDraft({ topic, model: model.id, entries: entriesOf(model, value) });
    setWrong(undefined);
  }
  const type = (field: string, entry: string) =>
    setDraft({ ...draft, entries: { ...draft.entries, [field]: entry } });

  const publish = async (event: FormEvent) => {
    event.preventDefault();
    setMessage(undefined);
    const made = model ? modelValue(model, draft.entries) : { value: freeValue(text) };
    setWrong("fault" in made ? made : undefined);
    if ("fault" in made) return;
    setIsSending(true);
    const outcome = await plant.publish(topic, made.value);
    setIsSending(false);
    setMessage(
      outcome.ok
        ? { tone: "ok", text: `Published to ${topic} at ${formatTime(Date.now())}.` }
        : { tone: "bad", text: explain(outcome.fault) },
    );
  };

  return (
    <form onSubmit={(event) => void publish(event)}>
      <TopicField topic={topic} setTopic={setTopic} />
      {model ? (
        <ModelFields model={model} entries={draft.entries} type={type} wrong={wrong} />
      ) : (
        <FreeField text={text} setText={setText} />
      )}
      <button type="submit" className="primary" disabled={isSending}>
        <Icon name="send" />
        Publish
      </button>
      <p className={`message ${message?.tone ?? ""}`} role="status">
        {message?.text}
      </p>
    </form>
  );
}

/** What is known of a topic; its model only where models may be seen. */
function useTopic(topic: string): { model: Model | undefined; value: unknown } {
  const { feeds } = useParts();
  const known = useStore(feeds.topics.list).find((one) => one.topic === topic);
  const models = useStore(feeds.models.state);
  const all = models.state === "loading" ? undefined : models.value;
  return { model: all?.find(({ id }) => id === known?.model), value: known?.value };
}

function explain(fault: Fault): string {
  if (fault.kind === "refused" && fault.status === 404)
    return "There is no such topic: create it first.";
  if (fault.kind === "unavailable") return `Not published, try again. ${fault.detail}`;
  return `Not published. ${fault.detail}`;
}

function TopicField({ topic, setTopic }: Props) {
  const { feeds } = useParts();
  const topics = useStore(feeds.topics.list);
  const id = useId();
  const isKnownToAll = useStanding("uns:read") === "granted";
  return (
    <div className="field">
      <label htmlFor={id}>Topic</label>
      <input
        id={id}
        required
        maxLength={200}
        value={topic}
        list={`${id}-topics`}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        placeholder={isKnownToAll ? "choose or type" : "acme/berlin/…"}
        onChange={(event) => setTopic(event.target.value)}
      />
      <datalist id={`${id}-topics`}>
        {topics.map((one) => (
          <option key={one.topic} value={one.topic} />
        ))}
      </datalist>
    </div>
  );
}

function FreeField({ text, setText }: { text: string; setText: (text: string) => void }) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>Value</label>
      <input
        id={id}
        required
        value={text}
        autoComplete="off"
        spellCheck={false}
        aria-describedby={`${id}-hint`}
        onChange={(event) => setText(event.target.value)}
      />
      <p className="quiet" id={`${id}-hint`}>
        A number, a text, or JSON.
      </p>
    </div>
  );
}
