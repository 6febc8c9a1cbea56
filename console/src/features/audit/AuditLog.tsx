import { Button, Text } from "@mantine/core";
import { IconDownload, IconHistory } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useCallback, useState } from "react";
import { useTexts } from "~/texts";
import { useFormat } from "~/texts/format";
import { DataTable } from "~/ui/DataTable";
import { Empty } from "~/ui/Empty";
import { useNow } from "~/ui/now";
import { Page } from "~/ui/Page";
import { AuditFilters } from "./AuditFilters";
import { useAuditColumns } from "./columns";
import { EventDetails } from "./EventDetails";
import { useFresh } from "./fresh";
import { LiveSwitch, type Pause } from "./LiveSwitch";
import { auditQuery, csvAddress, MOST_COUNTED } from "./queries";
import { type AuditSearch, isFiltered, noFilter } from "./search";

const route = getRouteApi("/audit");
const POLL_MILLISECONDS = 5_000;

export function AuditLog() {
  const texts = useTexts();
  const words = texts.audit;
  const format = useFormat();
  const now = useNow();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { open, toggle } = useOpenRows();
  const [wantsLive, setWantsLive] = useState(true);
  const pause = pauseOf(search, open.size > 0);

  const query = useQuery({
    ...auditQuery(search),
    refetchInterval: wantsLive && !pause ? POLL_MILLISECONDS : false,
  });
  const fresh = useFresh(
    JSON.stringify(search),
    query.isPlaceholderData ? undefined : query.data?.items,
  );
  const columns = useAuditColumns(open, toggle);

  const show = (change: Partial<Record<keyof AuditSearch, unknown>>) =>
    void navigate({
      search: (before) => ({ ...before, page: undefined, ...change }) as AuditSearch,
      replace: "q" in change,
    });

  return (
    <Page
      title={texts.shell.audit}
      description={words.description}
      actions={
        <Button
          component="a"
          href={csvAddress(search, now)}
          download
          variant="default"
          leftSection={<IconDownload size={16} />}
          title={words.exportHint}
        >
          {words.export}
        </Button>
      }
    >
      <div>
        <AuditFilters search={search} onChange={show}>
          <LiveSwitch isOn={wantsLive} onChange={setWantsLive} pause={pause} />
        </AuditFilters>
        <DataTable
          label={texts.shell.audit}
          columns={columns}
          rowId={({ id }) => String(id)}
          query={query}
          isBusy={query.isPending || query.isPlaceholderData}
          page={search.page ?? 1}
          onPage={(page) => show({ page })}
          mostCounted={MOST_COUNTED}
          isMarked={({ id }) => fresh.has(id)}
          detail={(event) => (open.has(event.id) ? <EventDetails event={event} /> : null)}
          onClearFilters={isFiltered(search) ? () => show(noFilter) : undefined}
          empty={
            <Empty icon={<IconHistory />} title={words.emptyTitle}>
              <Text c="dimmed">{words.emptyText}</Text>
            </Empty>
          }
        />
        <div className="visually-hidden" aria-live="polite">
          {fresh.size > 0 ? words.arrived(format.number(fresh.size), fresh.size) : ""}
        </div>
      </div>
    </Page>
  );
}

/** New rows would move what is being read, and only the first page of an open range gets any. */
function pauseOf({ page, to }: AuditSearch, hasDetails: boolean): Pause | null {
  if (to) return "to";
  if (page) return "page";
  return hasDetails ? "details" : null;
}

function useOpenRows() {
  const [open, setOpen] = useState<ReadonlySet<number>>(new Set());
  const toggle = useCallback(
    (id: number) =>
      setOpen((before) => {
        const after = new Set(before);
        if (!after.delete(id)) after.add(id);
        return after;
      }),
    [],
  );
  return { open, toggle };
}
