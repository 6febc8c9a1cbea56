// What happens when an answer says that nobody is signed in: before the first page the sign-in
// page; later a dialog over the page, so that nothing entered there is lost.

/** Leaves for the server's own sign-in page, which leads back to this address. */
export function goToSignIn(): void {
  const here = window.location.pathname + window.location.search;
  window.location.assign(`/login?return_to=${encodeURIComponent(here)}`);
}
