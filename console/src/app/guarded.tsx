import type { AsyncRouteComponent } from "@tanstack/react-router";
import type { Area } from "./areas";
import { Guarded } from "./NotAllowed";

/** The page, for those who may open the area; still loaded when first opened. */
export function guarded(
  area: Area,
  Page: AsyncRouteComponent<object>,
): AsyncRouteComponent<object> {
  const component = () => (
    <Guarded area={area}>
      <Page />
    </Guarded>
  );
  return Object.assign(component, Page.preload ? { preload: Page.preload } : {});
}
