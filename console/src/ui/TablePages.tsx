import { Group, Loader, Pagination, Text } from "@mantine/core";
import { useTexts } from "~/texts";
import { useFormat } from "~/texts/format";

interface Props {
  page: number;
  pageSize: number;
  onPage: (page: number) => void;
  total: number;
  /** Rows on this page. */
  shown: number;
  isBusy: boolean;
  /** Where the server stops counting: then there may be more pages than the total says. */
  mostCounted?: number | undefined;
}

/** Which rows of how many are shown, and the way to the others. */
export function TablePages({ page, pageSize, onPage, total, shown, isBusy, mostCounted }: Props) {
  const texts = useTexts().common.table;
  const format = useFormat();
  const isCut = mostCounted !== undefined && total >= mostCounted;
  const counted = Math.max(1, Math.ceil(total / pageSize));
  const pages = isCut ? Math.max(counted, page + (shown === pageSize ? 1 : 0)) : counted;
  const from = (page - 1) * pageSize + 1;
  const to = isCut ? from + shown - 1 : Math.min(total, page * pageSize);
  const count = format.number(total) + (isCut ? "+" : "");
  return (
    <Group justify="space-between" mt="sm" gap="xs" mih={32}>
      <Group gap="xs">
        <Text size="sm" c="dimmed" role="status">
          {texts.range(format.number(Math.min(from, to)), format.number(to), count)}
        </Text>
        {isBusy ? <Loader size={14} aria-hidden /> : null}
      </Group>
      {pages > 1 ? (
        <Pagination
          component="nav"
          aria-label={texts.pages}
          size="sm"
          total={pages}
          value={page}
          onChange={onPage}
          getControlProps={(control) => ({
            "aria-label": control === "next" ? texts.nextPage : texts.previousPage,
          })}
          getItemProps={(number) => ({ "aria-label": texts.page(number, pages) })}
        />
      ) : null}
    </Group>
  );
}
