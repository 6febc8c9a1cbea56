// Short messages at the edge of the page: what was done, or why it was not.

import { notifications } from "@mantine/notifications";
import { isProblem, Unreachable } from "~/api/problem";
import type { Texts } from "~/texts";

export function notifyDone(message: string): void {
  notifications.show({ message, color: "teal" });
}

/** For what failed without an answer of the server. */
export function notifyNot(message: string): void {
  notifications.show({ message, color: "red", autoClose: 10_000 });
}

export function notifyFailure(error: unknown, texts: Texts): void {
  const words = texts.common.problem;
  const isUnreachable = error instanceof Unreachable;
  notifications.show({
    color: "red",
    autoClose: 10_000,
    title: isUnreachable ? words.unreachableTitle : words.title,
    message: isUnreachable
      ? words.unreachable
      : isProblem(error)
        ? `${error.message} ${words.requestId(error.requestId)}`
        : String(error),
  });
}
