import { useTexts } from "~/texts";
import { Page } from "~/ui/Page";
import { Applications } from "./Applications";
import { OwnData } from "./OwnData";
import { Password } from "./Password";
import { Sessions } from "./Sessions";

export function Profile() {
  const texts = useTexts();
  return (
    <Page title={texts.shell.profile} description={texts.profile.description} isNarrow>
      <OwnData />
      <Password />
      <Sessions />
      <Applications />
    </Page>
  );
}
