import { useTexts } from "~/texts";
import { Page } from "~/ui/Page";

export function Profile() {
  const texts = useTexts();
  return <Page title={texts.shell.profile}>{null}</Page>;
}
