// oidc-client-ts, set up for this application.

import { type User, UserManager, WebStorageStateStore } from "oidc-client-ts";
import type { Config } from "../config";
import { ATTEMPT_SECONDS } from "./renewal_schedule";

/** What goes through the authorization request and comes back with its answer. */
export interface RequestState {
  askedAgain: boolean;
}

export class Manager extends UserManager {
  /** The scopes that it asks for. */
  readonly asked: readonly string[];
  readonly #resource: string | undefined;

  constructor(config: Config, origin: string, storage: Storage) {
    const store = () => new WebStorageStateStore({ store: storage });
    super({
      authority: config.authority,
      client_id: config.clientId,
      redirect_uri: `${origin}/callback`,
      post_logout_redirect_uri: `${origin}/`,
      scope: config.scopes.join(" "),
      ...(config.resource === undefined ? {} : { resource: config.resource }),
      userStore: store(),
      stateStore: store(),
      // By session.ts, which needs to know what became of it.
      automaticSilentRenew: false,
      monitorSession: false,
      // It would be asked at each renewal too, whose tokens are lost when it fails.
      loadUserInfo: false,
      revokeTokensOnSignout: true,
      revokeTokenTypes: ["refresh_token", "access_token"],
      silentRequestTimeoutInSeconds: ATTEMPT_SECONDS,
      requestTimeoutInSeconds: 10,
    });
    this.asked = config.scopes;
    this.#resource = config.resource;
  }

  ask(state: RequestState): Promise<void> {
    return this.signinRedirect({ state, ...(state.askedAgain ? { prompt: "consent" } : {}) });
  }

  /** Without `scope`, which would keep a scope lost that a role has been given back. */
  renew(): Promise<User | null> {
    return this.signinSilent({
      extraTokenParams: { scope: undefined },
      ...(this.#resource === undefined ? {} : { resource: this.#resource }),
    });
  }

  /** Ends the grant of a refresh token that is no longer the stored user's. */
  async revokeGrant(refreshToken: string): Promise<void> {
    await this._client.revokeToken(refreshToken, "refresh_token");
  }

  /** Who an access token is of; undefined for a token that is only for the API (RFC 8707). */
  async claims(accessToken: string): Promise<{ name?: unknown; email?: unknown } | undefined> {
    if (this.#resource !== undefined) return undefined;
    const endpoint = await this.metadataService.getUserInfoEndpoint();
    const answer = await fetch(endpoint, { headers: { Authorization: `Bearer ${accessToken}` } });
    return answer.ok ? await answer.json() : undefined;
  }
}
