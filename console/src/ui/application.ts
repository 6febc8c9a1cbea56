// What the server writes into the page about itself.

/** The brand name. */
export function applicationName(): string {
  return document.querySelector<HTMLMetaElement>('meta[name="application-name"]')?.content ?? "";
}

/** The address of the brand's mark. */
export function applicationMark(): string {
  return document.querySelector<HTMLLinkElement>('link[rel="icon"]')?.href ?? "";
}

/** After a change of the brand name, so that titles have it before the next load. */
export function renameApplication(name: string): void {
  const meta = document.querySelector<HTMLMetaElement>('meta[name="application-name"]');
  if (!meta) return;
  document.title = document.title.replace(` · ${meta.content}`, () => ` · ${name}`);
  meta.content = name;
}
