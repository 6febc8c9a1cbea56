import { useTexts } from "~/texts";
import { Page } from "~/ui/Page";

export function AuditLog() {
  const texts = useTexts();
  return <Page title={texts.shell.audit}>{null}</Page>;
}
