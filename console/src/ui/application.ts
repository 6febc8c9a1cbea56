// What the server writes into the page about itself.

/** The brand name. */
export function applicationName(): string {
  return document.querySelector<HTMLMetaElement>('meta[name="application-name"]')?.content ?? "";
}

/** The address of the brand's mark. */
export function applicationMark(): string {
  return document.querySelector<HTMLLinkElement>('link[rel="icon"]')?.href ?? "";
}
