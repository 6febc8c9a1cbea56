import { IconLock } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useMe } from "~/api/me";
import { useTexts } from "~/texts";
import { ButtonLink } from "~/ui/links";
import { Notice } from "~/ui/Notice";
import { type Area, areaName, mayOpen } from "./areas";

/** Shows the page to those who may open the area, and others why they may not. */
export function Guarded({ area, children }: { area: Area; children: ReactNode }) {
  const texts = useTexts();
  if (mayOpen(useMe(), area)) return children;
  return (
    <Notice
      icon={<IconLock />}
      title={texts.shell.notAllowed.title}
      text={texts.shell.notAllowed.text(areaName(texts, area))}
    >
      <ButtonLink to="/" variant="default">
        {texts.shell.notAllowed.back}
      </ButtonLink>
    </Notice>
  );
}
