import { Badge, Button, Group, Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useState } from "react";
import { useMe } from "~/api/me";
import { isProblem } from "~/api/problem";
import { useTexts } from "~/texts";
import { CopyText } from "~/ui/Copy";
import { notifyDone } from "~/ui/notify";
import { ProblemAlert } from "~/ui/ProblemAlert";
import { Facts, Section } from "~/ui/Section";
import { UnsavedGuard } from "~/ui/UnsavedGuard";
import classes from "./Profile.module.css";
import { useRename } from "./queries";

const LONGEST_NAME = 100;
const fields = ["first_name", "last_name"] as const;

export function OwnData() {
  const texts = useTexts();
  const words = texts.profile.own;
  const { user, roles } = useMe();
  const facts = [
    {
      name: words.email,
      value: (
        <div>
          {user.email}
          <Text size="xs" c="dimmed">
            {words.emailHint}
          </Text>
        </div>
      ),
    },
    {
      name: words.roles,
      value:
        roles.length === 0 ? (
          words.noRoles
        ) : (
          <Group gap={6}>
            {roles.map(({ id, name }) => (
              <Badge key={id} variant="default" tt="none" fw={500}>
                {name}
              </Badge>
            ))}
          </Group>
        ),
    },
    { name: words.userId, value: <CopyText value={user.id} thing={words.userIdThing} /> },
  ];
  return (
    <Section title={words.title}>
      <Facts facts={facts} />
      <Names first={user.first_name} last={user.last_name} />
    </Section>
  );
}

function Names({ first, last }: { first: string; last: string }) {
  const texts = useTexts();
  const words = texts.profile.own;
  const rename = useRename();
  const [failure, setFailure] = useState<unknown>(null);
  const form = useForm({ initialValues: { first_name: first, last_name: last } });

  const save = form.onSubmit(async (values) => {
    setFailure(null);
    try {
      const user = await rename.mutateAsync(values);
      form.setInitialValues({ first_name: user.first_name, last_name: user.last_name });
      form.reset();
      notifyDone(texts.common.saved);
    } catch (error) {
      setFailure(error);
      if (isProblem(error))
        for (const field of fields) form.setFieldError(field, error.about(field));
    }
  });

  return (
    <form onSubmit={save}>
      <UnsavedGuard isDirty={form.isDirty()} />
      {failure ? <ProblemAlert error={failure} shownElsewhere={fields} /> : null}
      <div className={classes.pair}>
        <TextInput
          label={words.firstName}
          autoComplete="given-name"
          maxLength={LONGEST_NAME}
          {...form.getInputProps("first_name")}
        />
        <TextInput
          label={words.lastName}
          autoComplete="family-name"
          maxLength={LONGEST_NAME}
          {...form.getInputProps("last_name")}
        />
      </div>
      <Button type="submit" mt="md" loading={form.submitting} disabled={!form.isDirty()}>
        {texts.common.save}
      </Button>
    </form>
  );
}
