import { useMediaQuery } from "@mantine/hooks";
import { useMemo } from "react";
import { useTexts } from "~/texts";
import type { Column } from "~/ui/DataTable";
import type { Event } from "~generated/schema";
import { Actor, DetailsToggle, EventTime, OutcomeBadge, Target, What } from "./cells";
import classes from "./columns.module.css";

/**
 * The columns of the audit log; the last one opens and closes an event's details, which have the
 * address where there is no room for it.
 */
export function useAuditColumns(
  open: ReadonlySet<number>,
  onToggle: (id: number) => void,
): readonly Column<Event>[] {
  const texts = useTexts();
  const isTight = useMediaQuery("(min-width: 48em) and (max-width: 74.99em)");
  return useMemo(() => {
    const words = texts.audit.columns;
    const columns: readonly Column<Event>[] = [
      {
        id: "time",
        header: words.time,
        cell: ({ time }) => <EventTime at={time} />,
      },
      { id: "event", header: words.event, cell: (event) => <What event={event} /> },
      { id: "actor", header: words.actor, cell: (event) => <Actor event={event} /> },
      { id: "target", header: words.target, cell: ({ target }) => <Target target={target} /> },
      {
        id: "outcome",
        header: words.outcome,
        cell: ({ outcome }) => <OutcomeBadge outcome={outcome} />,
      },
      {
        id: "address",
        header: words.address,
        cell: ({ address }) => <span className={classes.address}>{address}</span>,
      },
      {
        id: "actions",
        header: texts.common.actions,
        isHeaderHidden: true,
        width: "3rem",
        cell: (event) => (
          <DetailsToggle
            event={event}
            isOpen={open.has(event.id)}
            onToggle={() => onToggle(event.id)}
          />
        ),
      },
    ];
    return isTight ? columns.filter(({ id }) => id !== "address") : columns;
  }, [texts, open, onToggle, isTight]);
}
