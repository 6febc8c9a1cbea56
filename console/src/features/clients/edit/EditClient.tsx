import { useTexts } from "~/texts";
import { Page } from "~/ui/Page";

export function EditClient() {
  const texts = useTexts();
  return <Page title={texts.shell.clients}>{null}</Page>;
}
