import { Select } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useMe } from "~/api/me";
import { useTexts } from "~/texts";
import { IdField } from "./IdField";
import { clientChoicesQuery } from "./queries";

interface Props {
  value: string | undefined;
  onChange: (clientId: string | undefined) => void;
}

/** One client, found by name or id; those who may not list clients paste its id. */
export function ClientFilter({ value, onChange }: Props) {
  const words = useTexts().audit;
  if (useMe().is_system_administrator) return <ClientPicker value={value} onChange={onChange} />;
  return (
    <IdField
      label={words.client}
      placeholder={words.details.clientId}
      value={value}
      onChange={onChange}
    />
  );
}

const PAUSE_MILLISECONDS = 200;

function ClientPicker({ value, onChange }: Props) {
  const words = useTexts().audit;
  const [typed, setTyped] = useState("");
  const [chosen, setChosen] = useState<{ value: string; label: string } | null>(null);
  const [sought] = useDebouncedValue(typed, PAUSE_MILLISECONDS);
  const isChoice = sought === chosen?.label;
  const found = useQuery(clientChoicesQuery(isChoice ? "" : sought));
  const own = useQuery({ ...clientChoicesQuery(value ?? ""), enabled: value !== undefined });

  const choices = new Map(
    [...(found.data?.items ?? []), ...(own.data?.items ?? [])].map((client) => [
      client.client_id,
      client.name,
    ]),
  );
  if (chosen) choices.set(chosen.value, chosen.label);
  // A client that was deleted is still in the log.
  const id = typed.trim();
  for (const one of [value, /^[\w.~-]{12,}$/.test(id) ? id : undefined])
    if (one !== undefined && !choices.has(one) && one !== chosen?.label)
      choices.set(one, words.clientIdOf(one));
  const data = [...choices].map(([clientId, label]) => ({ value: clientId, label }));

  return (
    <Select
      label={words.client}
      placeholder={words.anyClient}
      searchable
      clearable
      data={data}
      value={value ?? null}
      onSearchChange={setTyped}
      filter={({ options, search }) => {
        const wanted = search.trim().toLowerCase();
        return options.filter(
          (one) =>
            !("value" in one) ||
            isChoice ||
            one.label.toLowerCase().includes(wanted) ||
            one.value.toLowerCase().includes(wanted),
        );
      }}
      nothingFoundMessage={words.noClient}
      onChange={(clientId, option) => {
        setChosen(clientId && option ? { value: clientId, label: option.label } : null);
        onChange(clientId ?? undefined);
      }}
    />
  );
}
