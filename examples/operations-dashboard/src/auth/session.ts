// Who is signed in: from the redirect back, through renewals, to the end. It owns the tokens.

import { ErrorResponse, ErrorTimeout, type User } from "oidc-client-ts";
import { Store } from "../store";
import type { Manager, RequestState } from "./manager";
import { forgetNotes, type Notes, readNotes, writeNotes } from "./notes";
import { type Access, scopesOf } from "./permissions";
import { untilNextAttempt, untilRenewal } from "./renewal_schedule";

export interface Person {
  id: string;
  name?: string;
  email?: string;
}

export interface Renewal {
  state: "waiting" | "renewing" | "failing";
  /** When the present access token was issued and ends, in milliseconds since 1970. */
  issuedAt: number;
  expiresAt: number;
}

/** Why nobody is signed in. */
export type SignedOut =
  | "new"
  | "signed_out"
  | "signed_out_elsewhere"
  | "ended"
  | "copied"
  | "failed";

export type SessionState =
  | { status: "busy" }
  | { status: "signed_out"; why: SignedOut; detail?: string }
  | { status: "signed_in"; person: Person; access: Access; renewal: Renewal };

export type RenewalOutcome = "renewed" | "unavailable" | "over";

/** What a session needs of the browser; tests give something smaller. */
export interface Surroundings {
  storage: Storage;
  channel: Pick<BroadcastChannel, "postMessage" | "onmessage">;
  hold: (id: string) => Promise<boolean>;
  showAddress: (path: string) => void;
}

type Engine = Pick<
  Manager,
  | "ask"
  | "asked"
  | "claims"
  | "getUser"
  | "removeUser"
  | "renew"
  | "revokeGrant"
  | "revokeTokens"
  | "signinRedirectCallback"
  | "signoutRedirect"
  | "signoutRedirectCallback"
>;

/** Answers of the token endpoint after which no attempt with this refresh token can succeed. */
const FINAL_ERRORS = ["invalid_grant", "invalid_client", "unauthorized_client", "invalid_target"];

function isFinal(error: unknown): boolean {
  return error instanceof ErrorResponse && FINAL_ERRORS.includes(error.error ?? "");
}

function explain(error: unknown): string {
  if (error instanceof ErrorResponse) {
    if (error.error === "access_denied") return "You did not allow the dashboard anything.";
    return error.error_description ?? error.error ?? "The server refused.";
  }
  if (error instanceof TypeError || error instanceof ErrorTimeout)
    return "The sign-in server cannot be reached.";
  const { message } = error as Error;
  // oidc-client-ts has no type for this one.
  return /no (matching )?state/i.test(message)
    ? "The answer belongs to no sign-in that this tab has begun."
    : message;
}

export class Session {
  readonly state = new Store<SessionState>({ status: "busy" });
  /** A sentence about something that the user did and that changed nothing. */
  readonly notice = new Store<string | undefined>(undefined);

  readonly #engine: Engine;
  readonly #around: Surroundings;
  #user: User | undefined;
  #notes: Notes | undefined;
  #renewing: Promise<RenewalOutcome> | undefined;
  #failures = 0;
  /** Scopes of the present token that the API does not see in it. */
  readonly #lacking = new Set<string>();
  /** Scopes that a renewal was asked for, until a token comes without them. */
  readonly #doubted = new Set<string>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(engine: Engine, around: Surroundings) {
    this.#engine = engine;
    this.#around = around;
    around.channel.onmessage = ({ data }) => void this.#hear(data);
  }

  /** Goes on from the address that the page was opened at. */
  async start(address: URL): Promise<void> {
    const isAnswer = address.searchParams.has("state");
    if (isAnswer || address.pathname !== "/") this.#around.showAddress("/");
    if (address.pathname === "/callback") return this.#takeAnswer(address);
    if (isAnswer) {
      await this.#engine.signoutRedirectCallback(address.href).catch(() => undefined);
      return this.#leave("signed_out");
    }
    return this.#resume();
  }

  async signIn(): Promise<void> {
    this.state.set({ status: "busy" });
    await this.#engine
      .ask({ askedAgain: false })
      .catch((error) => this.#leave("failed", explain(error)));
  }

  /** Shows the consent screen once more, with everything that the dashboard can use. */
  async askAgain(): Promise<void> {
    await this.#engine.ask({ askedAgain: true }).catch((error) => this.notice.set(explain(error)));
  }

  /** Revokes the tokens and ends the session at the server, there and in other tabs. */
  async signOut(): Promise<void> {
    await this.#renewing; // so that it is the latest tokens that are revoked
    this.#around.channel.postMessage({ signedOut: this.#user?.profile.sub });
    this.#stop();
    this.state.set({ status: "busy" });
    forgetNotes(this.#around.storage);
    try {
      // With a state, by which start() knows the way back.
      await this.#engine.signoutRedirect({ state: "signed out" });
    } catch (error) {
      await this.#engine.removeUser();
      const detail = `${explain(error)} Only this tab is signed out: the server still knows your session.`;
      this.#leave("signed_out", detail);
    }
  }

  /** A token that is not expired, renewed first if need be; undefined: there is none to be had now. */
  async accessToken(): Promise<string | undefined> {
    if (this.#user?.expired && (await this.renew()) !== "renewed") return undefined;
    return this.#user?.access_token;
  }

  /** Renews now. Whoever asks meanwhile gets the same renewal. */
  renew(): Promise<RenewalOutcome> {
    this.#renewing ??= this.#renewOnce().finally(() => {
      this.#renewing = undefined;
    });
    return this.#renewing;
  }

  /** After the machine slept or the network came back: timers may be late. */
  wake(): void {
    if (this.state.get().status === "signed_in" && !this.#renewing) this.#schedule();
  }

  /**
   * The API says that the present token lacks this scope. Where the token says otherwise, the roles have
   * changed since it was issued, and a new one tells what else has; asked for once, should it not.
   */
  lacks(scope: string): void {
    this.#lacking.add(scope);
    const state = this.state.get();
    if (state.status === "signed_in") this.#show(state.renewal.state);
    if (this.#doubted.has(scope) || !scopesOf(this.#user?.scope).includes(scope)) return;
    this.#doubted.add(scope);
    void this.renew();
  }

  /** The API refuses a token that was just renewed. */
  refused(): void {
    void this.#end("ended");
  }

  async #takeAnswer(address: URL): Promise<void> {
    const before = await this.#engine.getUser();
    try {
      const user = await this.#engine.signinRedirectCallback(address.href);
      const state = user.state as RequestState | undefined;
      const notes: Notes = {
        id: crypto.randomUUID(),
        agreed: scopesOf(user.scope),
        askedAgain: state?.askedAgain ?? false,
        issuedAt: Date.now(),
        isRenewing: false,
        person: { id: user.profile.sub },
      };
      await this.#around.hold(notes.id);
      this.#enter(user, notes);
      if (before?.refresh_token)
        void this.#engine.revokeGrant(before.refresh_token).catch(() => undefined);
    } catch (error) {
      await this.#resume("failed", explain(error));
    }
  }

  /** Goes on with the session of this tab, or says why there is none. */
  async #resume(otherwise: SignedOut = "new", detail?: string): Promise<void> {
    const user = await this.#engine.getUser();
    const notes = readNotes(this.#around.storage);
    if (!user || !notes) return this.#leave(otherwise, detail);
    if (!(await this.#around.hold(notes.id))) {
      await this.#engine.removeUser();
      return this.#leave("copied");
    }
    this.notice.set(detail);
    this.#enter(user, notes);
    if (notes.isRenewing) await this.renew();
  }

  #enter(user: User, notes: Notes): void {
    this.#user = user;
    this.#failures = 0;
    this.#lacking.clear();
    for (const scope of this.#doubted)
      if (!scopesOf(user.scope).includes(scope)) this.#doubted.delete(scope);
    this.#note(notes);
    this.#show("waiting");
    this.#schedule();
    if (!notes.person.name && !notes.person.email) void this.#askWho(user.access_token);
  }

  #show(renewal: Renewal["state"]): void {
    if (!this.#user || !this.#notes) return;
    const { agreed, askedAgain, issuedAt, person } = this.#notes;
    const scopes = scopesOf(this.#user.scope).filter((scope) => !this.#lacking.has(scope));
    this.state.set({
      status: "signed_in",
      person,
      access: { asked: this.#engine.asked, scopes, agreed, askedAgain },
      renewal: { state: renewal, issuedAt, expiresAt: (this.#user.expires_at ?? 0) * 1000 },
    });
  }

  #note(notes: Notes): void {
    this.#notes = notes;
    writeNotes(this.#around.storage, notes);
  }

  async #askWho(accessToken: string): Promise<void> {
    const claims = await this.#engine.claims(accessToken).catch(() => undefined);
    if (!claims || !this.#notes) return;
    const person: Person = { id: this.#notes.person.id };
    if (typeof claims.name === "string") person.name = claims.name;
    if (typeof claims.email === "string") person.email = claims.email;
    this.#note({ ...this.#notes, person });
    const state = this.state.get();
    if (state.status === "signed_in") this.state.set({ ...state, person });
  }

  #schedule(): void {
    clearTimeout(this.#timer);
    if (!this.#user?.refresh_token || !this.#notes) return;
    const expiresAt = (this.#user.expires_at ?? 0) * 1000;
    const due = untilRenewal({ issuedAt: this.#notes.issuedAt, expiresAt }, Date.now());
    this.#timer = setTimeout(() => void this.renew(), due);
  }

  async #renewOnce(): Promise<RenewalOutcome> {
    clearTimeout(this.#timer);
    const before = this.#user;
    if (!before || !this.#notes) return "over";
    if (!before.refresh_token) return this.#end("ended");
    this.#note({ ...this.#notes, isRenewing: true });
    this.#show(this.#failures > 0 ? "failing" : "renewing");
    try {
      const user = await this.#engine.renew();
      if (this.#user !== before) return "over";
      if (!user) return this.#end("ended");
      this.#enter(user, { ...this.#notes, issuedAt: Date.now(), isRenewing: false });
      return "renewed";
    } catch (error) {
      if (this.#user !== before) return "over";
      if (isFinal(error)) return this.#end("ended");
      this.#failures += 1;
      this.#show("failing");
      this.#timer = setTimeout(() => void this.renew(), untilNextAttempt(this.#failures));
      return "unavailable";
    }
  }

  async #end(why: SignedOut): Promise<"over"> {
    this.#stop();
    forgetNotes(this.#around.storage);
    await this.#engine.removeUser();
    this.#leave(why);
    return "over";
  }

  /** Another tab has signed the same user out at the server. */
  async #hear(message: unknown): Promise<void> {
    const sub = this.#user?.profile.sub;
    if (sub === undefined || (message as { signedOut?: string }).signedOut !== sub) return;
    this.#stop();
    this.#leave("signed_out_elsewhere");
    await this.#engine.revokeTokens().catch(() => undefined);
    await this.#engine.removeUser();
  }

  #stop(): void {
    clearTimeout(this.#timer);
    this.#user = undefined;
    this.#notes = undefined;
  }

  #leave(why: SignedOut, detail?: string): void {
    this.#stop();
    forgetNotes(this.#around.storage);
    this.state.set({ status: "signed_out", why, ...(detail === undefined ? {} : { detail }) });
  }
}
