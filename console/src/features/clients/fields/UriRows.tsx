import { ActionIcon, Button } from "@mantine/core";
import { IconPencil, IconTrash } from "@tabler/icons-react";
import { useTexts } from "~/texts";
import classes from "./fields.module.css";
import { type ClientType, redirectUriFault } from "./redirect_uri";
import { likelyFix } from "./redirect_uri_fix";

interface Props {
  uris: readonly string[];
  clientType: ClientType;
  edited: string | null;
  empty: string;
  onEdit: (uri: string) => void;
  onReplace: (uri: string, by: string) => void;
  onRemove: (uri: string) => void;
}

/** Those added so far; what a change of the client type has made wrong says so. */
export function UriRows({ uris, clientType, edited, empty, onEdit, onReplace, onRemove }: Props) {
  const texts = useTexts();
  const words = texts.register.fields.redirectUris;
  if (uris.length === 0) return <p className={classes.empty}>{empty}</p>;
  return (
    <ul className={classes.uris}>
      {uris.map((uri) => {
        const fault = redirectUriFault(uri, clientType);
        const fix = fault ? likelyFix(uri, clientType) : null;
        return (
          <li key={uri} data-editing={uri === edited || undefined}>
            <div className={classes.uri}>
              <code>{uri}</code>
              <ActionIcon
                variant="subtle"
                color="gray"
                aria-label={words.edit(uri)}
                onClick={() => onEdit(uri)}
              >
                <IconPencil size={16} />
              </ActionIcon>
              <ActionIcon
                variant="subtle"
                color="gray"
                aria-label={texts.common.removeThing(uri)}
                onClick={() => onRemove(uri)}
              >
                <IconTrash size={16} />
              </ActionIcon>
            </div>
            {fault ? <p className={classes.error}>{words.faults[fault]}</p> : null}
            {fix && !uris.includes(fix) ? (
              <Button
                size="xs"
                variant="light"
                className={classes.fix}
                onClick={() => onReplace(uri, fix)}
              >
                {words.use(fix)}
              </Button>
            ) : null}
          </li>
        );
      })}
    </ul>
  );
}
