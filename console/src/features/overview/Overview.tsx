import { Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { fullName, useMe } from "~/api/me";
import { useTexts } from "~/texts";
import { Page } from "~/ui/Page";
import { ProblemAlert } from "~/ui/ProblemAlert";
import type { Overview as OverviewData } from "~generated/schema";
import { Activity } from "./Activity";
import { AttentionList } from "./AttentionList";
import { FirstSteps } from "./FirstSteps";
import classes from "./Overview.module.css";
import { OwnApplications } from "./OwnApplications";
import { overviewQuery } from "./queries";
import { Tiles } from "./Tiles";

export function Overview() {
  const texts = useTexts();
  const { user } = useMe();
  const { data, isError, error, refetch } = useQuery(overviewQuery);
  return (
    <Page title={texts.shell.overview} description={texts.overview.welcome(fullName(user))}>
      {isError ? <ProblemAlert error={error} onRetry={() => void refetch()} /> : null}
      {data ? <Content overview={data} /> : isError ? null : <Waiting />}
    </Page>
  );
}

/** As high as what comes, so that little moves. */
function Waiting() {
  return (
    <>
      <div className={classes.tiles}>
        {["clients", "grants", "users", "roles"].map((tile) => (
          <Skeleton key={tile} height={105} />
        ))}
      </div>
      <Skeleton height={220} />
    </>
  );
}

function Content({ overview }: { overview: OverviewData }) {
  const { counts, tokens, sign_ins } = overview;
  const { clients } = counts;
  const isManaged = clients !== null || tokens !== null;
  return (
    <>
      {clients && clients.active + clients.disabled === 0 ? <FirstSteps /> : null}
      <Tiles counts={counts} />
      {isManaged ? (
        <AttentionList items={overview.attention} total={overview.attention_total} />
      ) : null}
      <Activity tokens={tokens} signIns={sign_ins} />
      {clients === null ? <OwnApplications /> : null}
    </>
  );
}
