import { Tooltip } from "@mantine/core";
import { useTexts } from "~/texts";
import { useFormat } from "~/texts/format";
import { useNow } from "./now";

/** A time in words, with the exact one on hover and focus. */
export function When({ at }: { at: string | null }) {
  const format = useFormat();
  const texts = useTexts().common;
  const now = useNow();
  if (at === null) return <span>{texts.never}</span>;
  const time = new Date(at);
  return (
    <Tooltip label={format.absolute(time)}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: so that the keyboard reaches the exact time */}
      <time dateTime={at} tabIndex={0}>
        {format.relative(time, now)}
      </time>
    </Tooltip>
  );
}
