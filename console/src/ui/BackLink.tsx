import { IconChevronLeft } from "@tabler/icons-react";
import type { LinkProps } from "@tanstack/react-router";
import classes from "./BackLink.module.css";
import { AnchorLink } from "./links";

/** Above a page's title: the list that it belongs to. */
export function BackLink({ to, label }: { to: NonNullable<LinkProps["to"]>; label: string }) {
  return (
    <AnchorLink to={to} size="sm" c="dimmed" className={classes.back}>
      <IconChevronLeft size={14} aria-hidden />
      {label}
    </AnchorLink>
  );
}
