import { useTexts } from "~/texts";
import { useFormat } from "~/texts/format";
import { Bars } from "~/ui/Bars";
import { AnchorLink } from "~/ui/links";
import { Section } from "~/ui/Section";
import type { SignInActivity, TokenActivity } from "~generated/schema";
import { type Bucket, dayChart, weekChart } from "./bars";
import classes from "./Overview.module.css";

interface Props {
  tokens: TokenActivity | null;
  signIns: SignInActivity | null;
}

/** Tokens and sign-ins over the last day and week, to those who may see them. */
export function Activity({ tokens, signIns }: Props) {
  const words = useTexts().overview;
  if (!tokens && !signIns) return null;
  return (
    <div className={classes.charts}>
      {tokens ? (
        <Charts
          title={words.tokens.title}
          names={{ good: words.tokens.series.issued, bad: words.tokens.series.refused }}
          day={tokens.day.map(ofTokens)}
          week={tokens.week.map(ofTokens)}
          see={words.tokens.see}
          action="token.*"
        />
      ) : null}
      {signIns ? (
        <Charts
          title={words.signIns.title}
          names={{ good: words.signIns.series.succeeded, bad: words.signIns.series.failed }}
          day={signIns.day.map(ofSignIns)}
          week={signIns.week.map(ofSignIns)}
          see={words.signIns.see}
          action="sign_in.*"
        />
      ) : null}
    </div>
  );
}

function ofTokens({ from, issued, refused }: TokenActivity["day"][number]): Bucket {
  return { from, good: issued, bad: refused };
}

function ofSignIns({ from, succeeded, failed }: SignInActivity["day"][number]): Bucket {
  return { from, good: succeeded, bad: failed };
}

interface ChartsProps {
  title: string;
  names: { good: string; bad: string };
  day: readonly Bucket[];
  week: readonly Bucket[];
  see: string;
  action: string;
}

function Charts({ title, names, day, week, see, action }: ChartsProps) {
  const words = useTexts().overview.chart;
  const format = useFormat();
  const charts = [
    { period: words.day, ...dayChart(day, words, format) },
    { period: words.week, ...weekChart(week, words, format) },
  ];
  return (
    <Section title={title}>
      <div className={classes.pair}>
        {charts.map(({ period, bars, axis }) => (
          <Bars
            key={period}
            label={words.label(title, period)}
            period={period}
            periodHeading={words.period}
            names={names}
            bars={bars}
            axis={axis}
          />
        ))}
      </div>
      <AnchorLink to="/audit" search={{ action, from: "last-week" }} size="sm">
        {see}
      </AnchorLink>
    </Section>
  );
}
