// The data models that topics may have.

import { useParts, useStore } from "./hooks";
import { FeedPanel } from "./Panel";

export function Models() {
  const { feeds } = useParts();
  return (
    <FeedPanel
      title="Data models"
      permission="models:read"
      feed={useStore(feeds.models.state)}
      empty="The plant has no data models."
    >
      {(models) =>
        models.map(({ id, name, fields }) => (
          <details key={id}>
            <summary>{name}</summary>
            <dl className="fields">
              {fields.map((field) => (
                <div key={field.name}>
                  <dt>
                    <code>{field.name}</code>
                  </dt>
                  <dd>{[field.type, field.unit].filter(Boolean).join(", ")}</dd>
                </div>
              ))}
            </dl>
          </details>
        ))
      }
    </FeedPanel>
  );
}
