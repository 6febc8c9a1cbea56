import { useTexts } from "~/texts";
import { Page } from "~/ui/Page";

export function UserList() {
  const texts = useTexts();
  return <Page title={texts.shell.users}>{null}</Page>;
}
