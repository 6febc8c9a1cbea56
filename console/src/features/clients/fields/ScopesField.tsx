import { Checkbox, Skeleton, Text, TextInput } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { type ReactNode, type Ref, useState } from "react";
import { scopesQuery } from "~/api/scopes";
import { useTexts } from "~/texts";
import { useFormat } from "~/texts/format";
import { ProblemAlert } from "~/ui/ProblemAlert";
import type { Scopes } from "~generated/schema";
import { CustomScopes } from "./CustomScopes";
import classes from "./fields.module.css";
import { FieldGroup } from "./Group";
import { Boxes, type BoxesProps, Category } from "./ScopeBoxes";
import { matches, noLongerOffered, orderScopes, withScopes } from "./scope_choice";

export interface ScopesFieldProps {
  value: readonly string[];
  onChange: (scopes: string[]) => void;
  /** Those the client has as saved: they stay visible when unticked. */
  saved?: readonly string[];
  error?: ReactNode;
  isLabelHidden?: boolean;
  /** The text of the custom scope's input, for forms that keep it. */
  typed?: string;
  onTyped?: (text: string) => void;
  ref?: Ref<HTMLInputElement>;
}

/** The scopes an application may ask for, in three categories. */
export function ScopesField(props: ScopesFieldProps) {
  const words = useTexts().register.fields.scopes;
  const { data, error, refetch } = useQuery(scopesQuery);
  return (
    <FieldGroup
      label={words.label}
      isLabelHidden={props.isLabelHidden ?? false}
      error={props.error}
    >
      {data ? (
        <Choice {...props} catalogue={data} />
      ) : error ? (
        <ProblemAlert error={error} title={words.loadFailed} onRetry={() => void refetch()} />
      ) : (
        <Skeleton height={320} />
      )}
    </FieldGroup>
  );
}

function Choice({ catalogue, ref, ...props }: ScopesFieldProps & { catalogue: Scopes }) {
  const { value, saved = [] } = props;
  const words = useTexts().register.fields.scopes;
  const format = useFormat();
  const [q, setQ] = useState("");
  const search = q.trim();
  const put = (scopes: Iterable<string>) => props.onChange(orderScopes(scopes, catalogue));
  const choose = (names: readonly string[], isChosen: boolean) =>
    put(withScopes(value, names, isChosen));

  const oidc = catalogue.oidc.filter((one) =>
    matches(search, words.oidc, one.name, one.description),
  );
  const groups = catalogue.rbac
    .map(({ group, scopes }) => ({
      group,
      scopes: scopes.filter((one) => matches(search, group, one.name, one.description)),
    }))
    .filter(({ scopes }) => scopes.length > 0);
  const gone = noLongerOffered([...value, ...saved], catalogue).filter((one) =>
    matches(search, one.name, one.description),
  );
  const isNothing = search !== "" && oidc.length + groups.length + gone.length === 0;

  return (
    <>
      <div className={classes.head}>
        <Text size="sm" fw={600} aria-live="polite">
          {words.chosen(format.number(value.length))}
        </Text>
        <TextInput
          ref={ref}
          type="search"
          aria-label={words.search}
          placeholder={words.search}
          leftSection={<IconSearch size={16} />}
          value={q}
          onChange={(event) => setQ(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === "Enter") event.preventDefault();
          }}
        />
      </div>
      {oidc.length > 0 ? (
        <Category name={words.oidc} text={words.oidcText}>
          <Boxes scopes={oidc} chosen={value} onChoose={choose} />
        </Category>
      ) : null}
      {groups.length > 0 || search === "" ? (
        <Category name={words.rbac} text={catalogue.rbac_enabled ? words.rbacText : words.rbacOff}>
          {groups.map(({ group, scopes }) => (
            <PermissionGroup
              key={group}
              name={group}
              scopes={scopes}
              chosen={value}
              onChoose={choose}
            />
          ))}
        </Category>
      ) : null}
      {gone.length > 0 ? (
        <Category name={words.noLongerOffered} text={words.noLongerOfferedText}>
          <Boxes scopes={gone} chosen={value} onChoose={choose} />
        </Category>
      ) : null}
      {isNothing ? (
        <Text size="sm" c="dimmed" mt="md">
          {words.nothing(search)}
        </Text>
      ) : null}
      <CustomScopes {...props} catalogue={catalogue} onChange={put} />
    </>
  );
}

function PermissionGroup({ name, ...boxes }: BoxesProps & { name: string }) {
  const words = useTexts().register.fields.scopes;
  const names = boxes.scopes.map((scope) => scope.name);
  const count = names.filter((one) => boxes.chosen.includes(one)).length;
  return (
    <fieldset className={classes.permissions}>
      <legend>
        <Checkbox
          label={name}
          aria-label={words.all(name)}
          fw={600}
          checked={count === names.length}
          indeterminate={count > 0 && count < names.length}
          onChange={() => boxes.onChoose(names, count < names.length)}
        />
        <span className={classes.count}>{words.ofGroup(count, names.length)}</span>
      </legend>
      <Boxes {...boxes} />
    </fieldset>
  );
}
