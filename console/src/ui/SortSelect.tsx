import { ActionIcon, Group, NativeSelect } from "@mantine/core";
import { IconSortAscending, IconSortDescending } from "@tabler/icons-react";
import { useTexts } from "~/texts";

export interface Order {
  sort: string;
  order: "asc" | "desc";
}

interface Props {
  columns: readonly { header: string; sort: string }[];
  order: Order;
  onOrder: (order: Order) => void;
}

/** The order of a list whose headings there is no room for. */
export function SortSelect({ columns, order, onOrder }: Props) {
  const texts = useTexts().common.table;
  const isAscending = order.order === "asc";
  const Icon = isAscending ? IconSortAscending : IconSortDescending;
  return (
    <Group gap="xs" mb="sm" wrap="nowrap">
      <NativeSelect
        aria-label={texts.sortBy}
        data={columns.map(({ header, sort }) => ({ value: sort, label: header }))}
        value={order.sort}
        onChange={(event) => onOrder({ sort: event.currentTarget.value, order: "asc" })}
      />
      <ActionIcon
        variant="default"
        size={36}
        aria-label={isAscending ? texts.ascending : texts.descending}
        onClick={() => onOrder({ sort: order.sort, order: isAscending ? "desc" : "asc" })}
      >
        <Icon size={18} aria-hidden />
      </ActionIcon>
    </Group>
  );
}
