import { Select } from "@mantine/core";
import { useTexts } from "~/texts";
import { type ActionGroup, actionGroups, prefixes } from "./actions";

interface Props {
  value: string | undefined;
  onChange: (action: string | undefined) => void;
}

const groups = Object.keys(actionGroups) as readonly ActionGroup[];
const prefixList = Object.entries(prefixes) as readonly [keyof typeof prefixes, ActionGroup][];

/** One kind of event, or all of a prefix. */
export function ActionFilter({ value, onChange }: Props) {
  const words = useTexts().audit;
  const data = groups.map((group) => ({
    group: words.groups[group],
    items: [
      ...prefixList
        .filter(([, of]) => of === group)
        .map(([prefix]) => ({ value: prefix as string, label: words.prefixes[prefix] })),
      ...actionGroups[group].map((action) => ({
        value: action as string,
        label: words.actions[action],
      })),
    ],
  }));
  const isKnown = data.some(({ items }) => items.some((item) => item.value === value));
  const more = value === undefined || isKnown ? [] : [{ value, label: value }];
  return (
    <Select
      label={words.action}
      placeholder={words.anyAction}
      searchable
      clearable
      data={[...more, ...data]}
      value={value ?? null}
      nothingFoundMessage={words.noAction}
      maxDropdownHeight={340}
      onChange={(action) => onChange(action ?? undefined)}
    />
  );
}
