import { Button, Stack } from "@mantine/core";
import { useDisclosure, useId } from "@mantine/hooks";
import { IconAdjustmentsHorizontal } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useTexts } from "~/texts";
import { Filter, SearchField } from "~/ui/ListControls";
import { ActionFilter } from "./ActionFilter";
import { ActorFilter } from "./ActorFilter";
import classes from "./AuditFilters.module.css";
import { ClientFilter } from "./ClientFilter";
import type { AuditSearch } from "./search";
import { TimeFilter } from "./TimeFilter";

interface Props {
  search: AuditSearch;
  onChange: (change: Partial<Record<keyof AuditSearch, unknown>>) => void;
  /** At the end of the first line. */
  children: ReactNode;
}

/** What the events are chosen by. On narrow screens most of it waits behind a button. */
export function AuditFilters({ search, onChange, children }: Props) {
  const texts = useTexts();
  const words = texts.audit;
  const [isOpen, more] = useDisclosure(false);
  const id = useId();
  const { actor, client_id, action, from, to } = search;
  const set = [actor, client_id, action, from ?? to].filter(Boolean).length;

  return (
    <Stack gap="sm" mb="md" role="search">
      <div className={classes.first}>
        <SearchField
          value={search.q ?? ""}
          onChange={(q) => onChange({ q: q || undefined })}
          placeholder={words.searchFor}
        />
        <Filter
          label={words.outcome}
          value={search.outcome ?? "all"}
          choices={[
            { value: "all", label: texts.common.all },
            { value: "success", label: words.outcomes.success },
            { value: "failure", label: words.outcomes.failure },
          ]}
          onChange={(outcome) => onChange({ outcome: outcome === "all" ? undefined : outcome })}
        />
        <Button
          variant="default"
          className={classes.open}
          leftSection={<IconAdjustmentsHorizontal size={16} />}
          aria-expanded={isOpen}
          aria-controls={id}
          onClick={more.toggle}
        >
          {set > 0 ? words.filtersSet(set) : words.filters}
        </Button>
        <div className={classes.live}>{children}</div>
      </div>
      <div id={id} className={classes.more} data-open={isOpen}>
        <ActorFilter value={actor} onChange={(value) => onChange({ actor: value })} />
        <ClientFilter value={client_id} onChange={(value) => onChange({ client_id: value })} />
        <ActionFilter value={action} onChange={(value) => onChange({ action: value })} />
        <TimeFilter from={from} to={to} onChange={(range) => onChange({ ...range })} />
      </div>
    </Stack>
  );
}
