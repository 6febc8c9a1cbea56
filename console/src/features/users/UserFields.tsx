import { SimpleGrid, Skeleton, Text, TextInput } from "@mantine/core";
import type { UseFormReturnType } from "@mantine/form";
import { useQuery } from "@tanstack/react-query";
import { may, useMe } from "~/api/me";
import { allRolesQuery } from "~/api/roles";
import { useTexts } from "~/texts";
import { ProblemAlert } from "~/ui/ProblemAlert";
import type { UserValues } from "./fields";
import { RolePicker } from "./RolePicker";

interface FieldProps {
  form: UseFormReturnType<UserValues>;
}

export function PersonFields({ form, isEmailFixed }: FieldProps & { isEmailFixed: boolean }) {
  const words = useTexts().users.fields;
  return (
    <>
      <TextInput
        label={words.email}
        description={isEmailFixed ? words.emailProtected : words.emailHint}
        type="email"
        inputMode="email"
        autoComplete="off"
        spellCheck={false}
        maxLength={254}
        required
        readOnly={isEmailFixed}
        {...form.getInputProps("email")}
      />
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <TextInput
          label={words.firstName}
          autoComplete="off"
          {...form.getInputProps("first_name")}
        />
        <TextInput label={words.lastName} autoComplete="off" {...form.getInputProps("last_name")} />
      </SimpleGrid>
    </>
  );
}

/** The roles to choose from, for those who may see them. */
export function RoleField({ form, held }: FieldProps & { held: readonly string[] | null }) {
  const words = useTexts().users.fields;
  const maySeeRoles = may(useMe(), "roles:read");
  const roles = useQuery({ ...allRolesQuery, enabled: maySeeRoles });
  if (!maySeeRoles)
    return (
      <Text size="sm" c="dimmed">
        {held === null ? words.rolesHiddenNew : words.rolesHidden}
      </Text>
    );
  if (roles.data)
    return (
      <RolePicker
        roles={roles.data}
        value={form.values.role_ids}
        onChange={(ids) => form.setFieldValue("role_ids", ids)}
        held={held ?? []}
        error={form.errors.role_ids}
      />
    );
  if (roles.isError)
    return <ProblemAlert error={roles.error} onRetry={() => void roles.refetch()} />;
  return <Skeleton height={180} />;
}
