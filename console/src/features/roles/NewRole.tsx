import { Button, Skeleton, Stack } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { may, useMe } from "~/api/me";
import { useTexts } from "~/texts";
import { BackLink } from "~/ui/BackLink";
import { FormFoot } from "~/ui/FormFoot";
import { useFaultFocus } from "~/ui/fault_focus";
import { fieldProblems } from "~/ui/field_problems";
import { ButtonLink } from "~/ui/links";
import { notifyDone } from "~/ui/notify";
import { Page } from "~/ui/Page";
import { ProblemAlert } from "~/ui/ProblemAlert";
import { UnsavedGuard } from "~/ui/UnsavedGuard";
import type { Role } from "~generated/schema";
import { type RoleValues, roleFaults, roleFields } from "./fields";
import { roleQuery, useCreateRole } from "./queries";
import { RoleFields } from "./RoleFields";

const route = getRouteApi("/access/roles/new");

/** With `from` in the address it starts as a copy of that role. */
export function NewRole() {
  const texts = useTexts();
  const words = texts.roles;
  const { from } = route.useSearch();
  const canCreate = may(useMe(), "roles:write");
  const model = useQuery({ ...roleQuery(from ?? ""), enabled: from !== undefined && canCreate });
  const description = model.data ? words.create.basedOn(model.data.name) : words.create.description;
  return (
    <Page
      title={words.create.title}
      description={canCreate ? description : words.detail.readOnly}
      above={<BackLink to="/access/roles" label={words.list.title} />}
      isNarrow
    >
      {!canCreate ? null : model.isError ? (
        <ProblemAlert
          error={model.error}
          title={texts.common.problem.loadTitle}
          onRetry={() => void model.refetch()}
        />
      ) : from !== undefined && !model.data ? (
        <Skeleton height={320} />
      ) : (
        <NewRoleForm key={from} model={model.data} />
      )}
    </Page>
  );
}

function NewRoleForm({ model }: { model: Role | undefined }) {
  const texts = useTexts();
  const words = texts.roles;
  const navigate = useNavigate();
  const me = useMe();
  const create = useCreateRole();
  const form = useForm<RoleValues>({
    initialValues: {
      name: model ? words.create.copyOf(model.name) : "",
      description: model?.description ?? "",
      permissions: model?.permissions.filter((name) => may(me, name)) ?? [],
    },
    validate: roleFaults(words.fields),
  });
  const faults = useFaultFocus();
  const refused = fieldProblems(create.error, roleFields);

  const submit = form.onSubmit(
    (values) =>
      create.mutate(values, {
        onSuccess: (role) => {
          notifyDone(words.create.done(role.name));
          void navigate({
            to: "/access/roles/$roleId",
            params: { roleId: role.id },
            ignoreBlocker: true,
          });
        },
        onError: (error) => {
          form.setErrors(fieldProblems(error, roleFields));
          faults.focusFault();
        },
      }),
    faults.focusFault,
  );
  return (
    <form ref={faults.form} onSubmit={submit} noValidate>
      <Stack gap="lg">
        <RoleFields form={form} />
        {create.error && Object.keys(refused).length === 0 ? (
          <ProblemAlert error={create.error} />
        ) : null}
        <FormFoot isSticky={form.isDirty()}>
          <ButtonLink to="/access/roles" variant="default">
            {texts.common.cancel}
          </ButtonLink>
          <Button type="submit" loading={create.isPending}>
            {words.create.submit}
          </Button>
        </FormFoot>
      </Stack>
      <UnsavedGuard isDirty={form.isDirty() && !create.isSuccess} />
    </form>
  );
}
