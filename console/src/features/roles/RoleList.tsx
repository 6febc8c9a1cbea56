import { useTexts } from "~/texts";
import { Page } from "~/ui/Page";

export function RoleList() {
  const texts = useTexts();
  return <Page title={texts.shell.roles}>{null}</Page>;
}
