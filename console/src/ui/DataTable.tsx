// The table of a list: one page of rows that the server has sorted, with its states (loading,
// empty, failed) and a row of pages below. On narrow screens each row becomes a card, which would
// cost the elements their roles: so the roles are written out.

import { Box, Button, Paper, Skeleton, Text } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { keepPreviousData, type UseQueryResult } from "@tanstack/react-query";
import { type ColumnDef, type RowData, tableFeatures, useTable } from "@tanstack/react-table";
import { Fragment, type MouseEvent, type ReactNode, useMemo } from "react";
import { useTexts } from "~/texts";
import classes from "./DataTable.module.css";
import { HeaderCell } from "./HeaderCell";
import { PAGE_SIZE } from "./list_search";
import { ProblemAlert } from "./ProblemAlert";
import { type Order, SortSelect } from "./SortSelect";
import { TablePages } from "./TablePages";

export interface Column<Row> {
  id: string;
  header: string;
  cell: (row: Row) => ReactNode;
  /** The server's name for sorting by it. */
  sort?: string;
  /** CSS width. */
  width?: string;
  /** Heading for screen readers only, such as that of a menu. */
  isHeaderHidden?: boolean;
}

interface RowsPage<Row> {
  readonly items: readonly Row[];
  readonly total: number;
}

interface Props<Row> {
  /** What the rows are, for screen readers. */
  label: string;
  columns: readonly Column<Row>[];
  rowId: (row: Row) => string;
  query: UseQueryResult<RowsPage<Row>>;
  page: number;
  pageSize?: number;
  onPage: (page: number) => void;
  order?: Order;
  onOrder?: (order: Order) => void;
  /** Opens what a row is about, wherever it is clicked; its link does the same for the keyboard. */
  onOpen?: (row: Row) => void;
  /** Shown when there is nothing at all. */
  empty: ReactNode;
  /** Given when a filter is set: how to clear it. */
  onClearFilters?: (() => void) | undefined;
  /** The total is cut there by the server; there may be more pages than it says. */
  mostCounted?: number;
  /** What is shown below a row, across all columns; null while it is closed. */
  detail?: (row: Row) => ReactNode;
  /** Sets a row off from the others, such as one that has just come. */
  isMarked?: (row: Row) => boolean;
  /** For lists that update by themselves: whether to show that something is on its way. */
  isBusy?: boolean;
}

/** For queries of lists: the old page stays until the new one is there. */
export const listOptions = { placeholderData: keepPreviousData };

const MANY_COLUMNS = 5;
const NARROW = "(max-width: 47.99em)";
const NARROW_FOR_MANY = "(max-width: 74.99em)";

const features = tableFeatures({});
const noRows: never[] = [];

export function DataTable<Row extends RowData>(props: Props<Row>) {
  const { label, columns, rowId, query, order, onOrder, isBusy = query.isFetching } = props;
  const texts = useTexts().common.table;
  const definitions = useMemo(
    () =>
      columns.map(
        (column): ColumnDef<typeof features, Row> => ({
          id: column.id,
          header: column.header,
          cell: ({ row }) => column.cell(row.original),
          meta: column,
        }),
      ),
    [columns],
  );
  const table = useTable({
    features,
    columns: definitions,
    data: query.data?.items ?? noRows,
    getRowId: rowId,
  });
  const rows = table.getRowModel().rows;
  const hasRoom = !useMediaQuery(columns.length > MANY_COLUMNS ? NARROW_FOR_MANY : NARROW, false, {
    getInitialValueInEffect: false,
  });
  const byId = useMemo(() => new Map(columns.map((column) => [column.id, column])), [columns]);

  if (query.isError && !query.data)
    return <ProblemAlert error={query.error} onRetry={() => void query.refetch()} />;
  if (query.data?.total === 0 && !props.onClearFilters)
    return <Paper withBorder>{props.empty}</Paper>;

  return (
    <div>
      {query.isError ? (
        <Box mb="sm">
          <ProblemAlert error={query.error} onRetry={() => void query.refetch()} />
        </Box>
      ) : null}
      {order && onOrder && !hasRoom ? (
        <SortSelect columns={columns.filter(isSortable)} order={order} onOrder={onOrder} />
      ) : null}
      <Paper withBorder className={classes.frame} aria-busy={isBusy}>
        <table
          className={hasRoom ? classes.table : `${classes.table} ${classes.cards}`}
          role="table"
          aria-label={label}
        >
          <thead role="rowgroup">
            {table.getHeaderGroups().map((group) => (
              <tr key={group.id} role="row">
                {group.headers.map((header) => {
                  const column = byId.get(header.column.id);
                  return column ? (
                    <HeaderCell
                      key={header.id}
                      column={column}
                      order={order}
                      onOrder={hasRoom ? onOrder : undefined}
                    />
                  ) : null;
                })}
              </tr>
            ))}
          </thead>
          <tbody role="rowgroup">
            {rows.map((row) => (
              <Fragment key={row.id}>
                <tr
                  role="row"
                  data-row={row.id}
                  data-marked={props.isMarked?.(row.original)}
                  data-opens={props.onOpen ? true : undefined}
                  onClick={(event) => {
                    if (isPlain(event)) props.onOpen?.(row.original);
                  }}
                >
                  {row.getAllCells().map((cell) => {
                    const column = byId.get(cell.column.id);
                    return (
                      <td
                        key={cell.id}
                        role="cell"
                        data-label={column?.isHeaderHidden ? "" : column?.header}
                        data-column={cell.column.id}
                      >
                        <table.FlexRender cell={cell} />
                      </td>
                    );
                  })}
                </tr>
                <Detail columns={columns.length}>{props.detail?.(row.original)}</Detail>
              </Fragment>
            ))}
            {query.isPending ? <Waiting columns={columns.length} /> : null}
          </tbody>
        </table>
        {query.data?.total === 0 ? <Nothing onClear={props.onClearFilters} /> : null}
      </Paper>
      {query.data && query.data.total > 0 ? (
        <TablePages
          page={props.page}
          pageSize={props.pageSize ?? PAGE_SIZE}
          onPage={props.onPage}
          total={query.data.total}
          shown={query.data.items.length}
          isBusy={isBusy}
          mostCounted={props.mostCounted}
        />
      ) : null}
      <div className="visually-hidden" aria-live="polite">
        {query.isPlaceholderData ? texts.updating : ""}
      </div>
    </div>
  );
}

function isSortable<Row>(column: Column<Row>): column is Column<Row> & { sort: string } {
  return column.sort !== undefined;
}

const CONTROLS = "a, button, input, label, time, [role=button], [role=menu], [role=dialog]";

/** Not one on a control in the row, or on what floats above it; nor one that selects text. */
function isPlain({ target, currentTarget, button }: MouseEvent<HTMLElement>): boolean {
  if (!(target instanceof Element) || !currentTarget.contains(target)) return false;
  return button === 0 && !target.closest(CONTROLS) && window.getSelection()?.isCollapsed !== false;
}

function Detail({ columns, children }: { columns: number; children: ReactNode }) {
  if (!children) return null;
  return (
    <tr role="row" data-detail>
      <td colSpan={columns} role="cell">
        {children}
      </td>
    </tr>
  );
}

const WAITING_ROWS = ["a", "b", "c", "d", "e"];

function Waiting({ columns }: { columns: number }) {
  const texts = useTexts().common;
  return WAITING_ROWS.map((row) => (
    <tr key={row} role="row">
      <td colSpan={columns} role="cell" aria-label={texts.loading}>
        <Skeleton height={18} my={6} />
      </td>
    </tr>
  ));
}

function Nothing({ onClear }: { onClear: (() => void) | undefined }) {
  const texts = useTexts().common.table;
  return (
    <Box ta="center" py="xl">
      <Text fw={600}>{texts.nothingFound}</Text>
      <Text c="dimmed" size="sm">
        {texts.nothingFoundHint}
      </Text>
      {onClear ? (
        <Button variant="default" size="xs" mt="sm" onClick={onClear}>
          {texts.clearFilters}
        </Button>
      ) : null}
    </Box>
  );
}
