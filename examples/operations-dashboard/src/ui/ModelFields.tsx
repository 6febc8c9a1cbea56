// The fields of a data model, to fill in.

import { useId } from "react";
import type { Field, Model } from "../api/plant";
import type { Entries } from "./publish_value";

interface Props {
  model: Model;
  entries: Entries;
  type: (field: string, entry: string) => void;
  wrong: { field: string; fault: string } | undefined;
}

export function ModelFields({ model, entries, type, wrong }: Props) {
  return (
    <fieldset>
      <legend>{model.name}</legend>
      {model.fields.map((field) => (
        <Entry
          key={field.name}
          field={field}
          entry={entries[field.name] ?? ""}
          type={(entry) => type(field.name, entry)}
          fault={wrong?.field === field.name ? wrong.fault : undefined}
        />
      ))}
    </fieldset>
  );
}

interface EntryProps {
  field: Field;
  entry: string;
  type: (entry: string) => void;
  fault: string | undefined;
}

function Entry({ field, entry, type, fault }: EntryProps) {
  const id = useId();
  const label = field.unit ? `${field.name} (${field.unit})` : field.name;
  if (field.type === "boolean")
    return (
      <label className="tick">
        <input
          type="checkbox"
          checked={entry === "true"}
          onChange={(event) => type(String(event.target.checked))}
        />
        {label}
      </label>
    );
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        value={entry}
        inputMode={field.type === "string" ? "text" : "decimal"}
        autoComplete="off"
        aria-invalid={fault !== undefined}
        aria-describedby={fault === undefined ? undefined : `${id}-fault`}
        onChange={(event) => type(event.target.value)}
      />
      {fault !== undefined && (
        <p className="fault" id={`${id}-fault`} role="alert">
          {field.name} {fault}
        </p>
      )}
    </div>
  );
}
