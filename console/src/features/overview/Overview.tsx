import { useTexts } from "~/texts";
import { Page } from "~/ui/Page";

export function Overview() {
  const texts = useTexts();
  return <Page title={texts.shell.overview}>{null}</Page>;
}
