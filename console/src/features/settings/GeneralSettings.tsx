import { useTexts } from "~/texts";
import { Page } from "~/ui/Page";

export function GeneralSettings() {
  const texts = useTexts();
  return <Page title={texts.shell.general}>{null}</Page>;
}
