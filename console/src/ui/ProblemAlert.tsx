import { Alert, Button, List, Stack, Text } from "@mantine/core";
import { IconAlertTriangle, IconPlugConnectedX } from "@tabler/icons-react";
import { isProblem, Unreachable } from "~/api/problem";
import { type Texts, useTexts } from "~/texts";

interface Props {
  error: unknown;
  /** What was attempted; a general title otherwise. */
  title?: string;
  onRetry?: (() => void) | undefined;
  /** Fields whose messages are shown at the fields themselves. */
  shownElsewhere?: readonly string[];
}

/** What went wrong, what to do, and the request id to quote. */
export function ProblemAlert({ error, title, onRetry, shownElsewhere = [] }: Props) {
  const texts = useTexts().common.problem;
  const isUnreachable = error instanceof Unreachable;
  const problem = isProblem(error) ? error : null;
  const others = problem?.errors.filter(({ field }) => !shownElsewhere.includes(field)) ?? [];
  return (
    <Alert
      role="alert"
      color="red"
      variant="light"
      icon={isUnreachable ? <IconPlugConnectedX /> : <IconAlertTriangle />}
      title={title ?? (isUnreachable ? texts.unreachableTitle : texts.title)}
    >
      <Stack gap="xs" align="flex-start">
        <Text size="sm">{explain(error, texts)}</Text>
        {others.length > 0 ? (
          <List size="sm">
            {others.map(({ field, message }) => (
              <List.Item key={`${field} ${message}`}>
                <b>{field}</b>: {message}
              </List.Item>
            ))}
          </List>
        ) : null}
        {problem?.requestId ? (
          <Text size="xs" ff="monospace">
            {texts.requestId(problem.requestId)}
          </Text>
        ) : null}
        {onRetry ? (
          <Button size="xs" variant="default" onClick={onRetry}>
            {texts.retry}
          </Button>
        ) : null}
      </Stack>
    </Alert>
  );
}

function explain(error: unknown, texts: Texts["common"]["problem"]): string {
  if (error instanceof Unreachable) return texts.unreachable;
  if (!isProblem(error)) return String(error);
  const after = error.retryAfter === null ? "" : ` ${texts.retryAfter(error.retryAfter)}`;
  return error.message + after;
}
