// When to renew the access token.

const SHARE_OF_LIFETIME = 0.75;

/** How long one attempt may take. */
export const ATTEMPT_SECONDS = 3;

export interface Lifetime {
  /** Milliseconds since 1970, by this machine's clock. */
  issuedAt: number;
  expiresAt: number;
}

/** Milliseconds until the token should be renewed; 0: now. A quarter of its life is left for attempts. */
export function untilRenewal({ issuedAt, expiresAt }: Lifetime, now: number): number {
  return Math.max(0, issuedAt + (expiresAt - issuedAt) * SHARE_OF_LIFETIME - now);
}

/**
 * Milliseconds before the next attempt to renew. The server answers a refresh whose answer got lost
 * once more, with the same successor, within ten seconds; later the old refresh token counts as stolen.
 * So the first attempts come quickly.
 */
export function untilNextAttempt(failures: number): number {
  return [500, 1_000, 2_000][failures - 1] ?? Math.min(30_000, 2_000 * 2 ** (failures - 3));
}
