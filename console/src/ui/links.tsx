// Mantine's controls as links of the router, with its typed addresses.

import { Anchor, type AnchorProps, Button, type ButtonProps } from "@mantine/core";
import { createLink } from "@tanstack/react-router";
import type { ComponentPropsWithoutRef, Ref } from "react";

type LinkPart<Own> = Own &
  Omit<ComponentPropsWithoutRef<"a">, keyof Own> & { ref?: Ref<HTMLAnchorElement> };

export const ButtonLink = createLink((props: LinkPart<ButtonProps>) => (
  <Button component="a" {...props} />
));

export const AnchorLink = createLink((props: LinkPart<AnchorProps>) => <Anchor {...props} />);
