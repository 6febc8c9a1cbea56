import { ThemeIcon, Tooltip } from "@mantine/core";
import { IconServer, IconWorld } from "@tabler/icons-react";
import { useTexts } from "~/texts";
import type { Client } from "~generated/schema";

/** A globe for public clients, a server for confidential ones. */
export function ClientIcon({ type, size = 32 }: { type: Client["client_type"]; size?: number }) {
  const texts = useTexts().clients;
  const Icon = type === "public" ? IconWorld : IconServer;
  return (
    <Tooltip label={texts.types[type].name}>
      <ThemeIcon variant="light" size={size} role="img" aria-label={texts.types[type].name}>
        <Icon size={size * 0.58} aria-hidden />
      </ThemeIcon>
    </Tooltip>
  );
}
