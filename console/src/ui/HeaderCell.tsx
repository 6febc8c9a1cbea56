import { UnstyledButton } from "@mantine/core";
import { IconChevronDown, IconChevronUp, IconSelector } from "@tabler/icons-react";
import type { Column } from "./DataTable";
import classes from "./DataTable.module.css";
import type { Order } from "./SortSelect";

/** The heading of a column, which sorts by it where the list can. */
export function HeaderCell<Row>({
  column,
  order,
  onOrder,
}: {
  column: Column<Row>;
  order: Order | undefined;
  onOrder: ((order: Order) => void) | undefined;
}) {
  const { sort, header, width } = column;
  const isSorted = sort !== undefined && order?.sort === sort;
  const style = width ? { width } : undefined;
  if (!sort || !onOrder)
    return (
      <th role="columnheader" scope="col" style={style}>
        <span className={column.isHeaderHidden ? "visually-hidden" : undefined}>{header}</span>
      </th>
    );
  const direction = isSorted ? order?.order : undefined;
  const Icon = direction === "asc" ? IconChevronUp : direction ? IconChevronDown : IconSelector;
  return (
    <th
      role="columnheader"
      scope="col"
      style={style}
      aria-sort={direction === "asc" ? "ascending" : direction ? "descending" : "none"}
    >
      <UnstyledButton
        className={classes.sort}
        onClick={() => onOrder({ sort, order: direction === "asc" ? "desc" : "asc" })}
      >
        {header}
        <Icon size={14} aria-hidden />
      </UnstyledButton>
    </th>
  );
}
