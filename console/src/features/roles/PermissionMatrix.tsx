import { Checkbox, Skeleton, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Fragment, useMemo } from "react";
import { may, useMe } from "~/api/me";
import { scopesQuery } from "~/api/scopes";
import { useTexts } from "~/texts";
import { useFormat } from "~/texts/format";
import { ProblemAlert } from "~/ui/ProblemAlert";
import { Section } from "~/ui/Section";
import {
  type Matrix,
  type MatrixGroup,
  type MatrixRow,
  makeMatrix,
  withPermissions,
} from "./matrix";
import { PermissionCell } from "./PermissionCell";
import classes from "./PermissionMatrix.module.css";

interface Props {
  selected: readonly string[];
  /** Left out, nothing can be changed. */
  onChange?: (selected: string[]) => void;
  error?: string | undefined;
}

/** What a role allows: areas by row, actions by column. A list by area on narrow screens. */
export function PermissionMatrix(props: Props) {
  const words = useTexts().roles.matrix;
  const format = useFormat();
  const { data, error, refetch } = useQuery(scopesQuery);
  const matrix = useMemo(() => (data ? makeMatrix(data.permissions) : null), [data]);
  const count = matrix
    ? words.count(format.number(props.selected.length), format.number(matrix.size))
    : null;
  return (
    <Section title={words.title} description={<span aria-live="polite">{count}</span>}>
      {props.error ? (
        <Text size="sm" c="var(--mantine-color-error)" role="alert">
          {props.error}
        </Text>
      ) : null}
      {matrix ? (
        <Table {...props} matrix={matrix} />
      ) : error ? (
        <ProblemAlert error={error} onRetry={() => void refetch()} />
      ) : (
        <Skeleton height={360} />
      )}
    </Section>
  );
}

function Table({ matrix, ...props }: Props & { matrix: Matrix }) {
  const words = useTexts().roles.matrix;
  return (
    <table className={classes.matrix} aria-label={words.title}>
      <thead>
        <tr>
          <th scope="col">{words.resource}</th>
          {matrix.actions.map((action) => (
            <th key={action} scope="col">
              {words.actions[action] ?? action}
            </th>
          ))}
        </tr>
      </thead>
      {matrix.groups.map((group) => (
        <Group
          key={group.heading ?? group.rows[0]?.name}
          {...props}
          group={group}
          matrix={matrix}
        />
      ))}
    </table>
  );
}

function Group({ group, matrix, ...props }: Props & { group: MatrixGroup; matrix: Matrix }) {
  return (
    <tbody>
      {group.heading ? (
        <tr className={classes.heading}>
          <th colSpan={matrix.actions.length + 1} scope="rowgroup">
            {group.heading}
          </th>
        </tr>
      ) : null}
      {group.rows.map((row) => (
        <tr key={row.name} data-inner={group.heading !== null}>
          <th scope="row">
            {props.onChange ? (
              <WholeRow {...props} row={row} onChange={props.onChange} />
            ) : (
              row.name
            )}
          </th>
          {matrix.actions.map((action) => {
            const permission = row.permissions.get(action);
            return (
              <Fragment key={action}>
                {permission ? (
                  <td>
                    <PermissionCell
                      permission={permission}
                      isSelected={props.selected.includes(permission.name)}
                      onChange={
                        props.onChange &&
                        ((isIn) =>
                          props.onChange?.(
                            withPermissions(props.selected, [permission.name], isIn),
                          ))
                      }
                    />
                  </td>
                ) : (
                  <td data-none />
                )}
              </Fragment>
            );
          })}
        </tr>
      ))}
    </tbody>
  );
}

interface WholeRowProps {
  row: MatrixRow;
  selected: readonly string[];
  onChange: (selected: string[]) => void;
}

function WholeRow({ row, selected, onChange }: WholeRowProps) {
  const words = useTexts().roles.matrix;
  const me = useMe();
  const names = [...row.permissions.values()].map(({ name }) => name);
  const givable = names.filter((name) => may(me, name));
  const held = names.filter((name) => selected.includes(name));
  const isWhole = held.length === names.length;
  return (
    <Checkbox
      label={row.name}
      aria-label={words.wholeRow(row.name)}
      checked={isWhole}
      indeterminate={held.length > 0 && !isWhole}
      disabled={givable.length === 0}
      onChange={() =>
        onChange(
          withPermissions(
            selected,
            givable,
            givable.some((name) => !selected.includes(name)),
          ),
        )
      }
    />
  );
}
