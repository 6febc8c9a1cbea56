import { useTexts } from "~/texts";
import { Page } from "~/ui/Page";

export function NewUser() {
  const texts = useTexts();
  return <Page title={texts.shell.users}>{null}</Page>;
}
