// What can go wrong with a call, as the console shows it.

import type { Problem as ProblemBody } from "~generated/schema";

/** The server answered, and refused (RFC 9457). */
export class Problem extends Error {
  override readonly name = "Problem";

  constructor(
    readonly status: number,
    readonly title: string,
    readonly detail: string,
    readonly errors: ProblemBody["errors"],
    readonly requestId: string,
    /** Seconds, when the server says when to come back. */
    readonly retryAfter: number | null = null,
  ) {
    super(detail || title);
  }

  /** What the server says about a field of the body, if anything. */
  about(field: string): string | undefined {
    return this.errors.find((error) => error.field === field)?.message;
  }
}

/** No answer came: the server is down, or the network is. */
export class Unreachable extends Error {
  override readonly name = "Unreachable";
}

export function isProblem(error: unknown, status?: number): error is Problem {
  return error instanceof Problem && (status === undefined || error.status === status);
}

export function problemOf(body: unknown, response: Response): Problem {
  const given = (typeof body === "object" && body !== null ? body : {}) as Partial<ProblemBody>;
  const after = Number(response.headers.get("Retry-After"));
  return new Problem(
    response.status,
    given.title ?? response.statusText,
    given.detail ?? "",
    given.errors ?? [],
    given.request_id ?? response.headers.get("X-Request-Id") ?? "",
    after > 0 ? after : null,
  );
}
