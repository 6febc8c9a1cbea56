import { IconMapOff } from "@tabler/icons-react";
import { useTexts } from "~/texts";
import { ButtonLink } from "~/ui/links";
import { Notice } from "~/ui/Notice";

export function MissingClient() {
  const words = useTexts().client;
  return (
    <Notice icon={<IconMapOff />} title={words.missing.title} text={words.missing.text}>
      <ButtonLink to="/settings/clients" variant="default">
        {words.back}
      </ButtonLink>
    </Notice>
  );
}
