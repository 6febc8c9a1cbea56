import { Pagination, Skeleton, Stack, Text } from "@mantine/core";
import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTexts } from "~/texts";
import { ProblemAlert } from "~/ui/ProblemAlert";
import classes from "./Profile.module.css";
import { LIST_SIZE } from "./queries";

interface Props<Item> {
  label: string;
  query: UseQueryResult<{ readonly items: readonly Item[]; readonly total: number }>;
  page: number;
  onPage: (page: number) => void;
  empty: string;
  children: (item: Item) => ReactNode;
}

/** A short list inside a section, with its states. */
export function OwnList<Item>({ label, query, page, onPage, empty, children }: Props<Item>) {
  const texts = useTexts().common.table;
  const { data } = query;
  const failure = query.isError ? (
    <ProblemAlert error={query.error} onRetry={() => void query.refetch()} />
  ) : null;
  if (!data) return failure ?? <Skeleton height={96} />;
  const pages = Math.ceil(data.total / LIST_SIZE);
  return (
    <Stack>
      {failure}
      {data.total === 0 ? (
        <Text c="dimmed" size="sm">
          {empty}
        </Text>
      ) : null}
      <ul className={classes.list} aria-label={label}>
        {data.items.map(children)}
      </ul>
      {pages > 1 || page > 1 ? (
        <Pagination
          component="nav"
          aria-label={texts.pages}
          size="sm"
          total={Math.max(pages, 1)}
          value={page}
          onChange={onPage}
          getItemProps={(number) => ({ "aria-label": texts.page(number, pages) })}
        />
      ) : null}
    </Stack>
  );
}
