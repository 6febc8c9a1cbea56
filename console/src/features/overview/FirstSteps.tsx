import { Text } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useTexts } from "~/texts";
import { AnchorLink, ButtonLink } from "~/ui/links";
import { Section } from "~/ui/Section";
import classes from "./Overview.module.css";

/** While no client is registered: how to begin. */
export function FirstSteps() {
  const words = useTexts().overview.firstSteps;
  return (
    <Section
      title={words.title}
      description={words.text}
      actions={
        <ButtonLink to="/settings/clients/new" leftSection={<IconPlus size={16} />}>
          {words.register}
        </ButtonLink>
      }
    >
      <ol className={classes.steps}>
        <li>
          <AnchorLink to="/settings/clients/new" fw={600}>
            {words.register}
          </AnchorLink>
          <Hint>{words.registerText}</Hint>
        </li>
        <li>
          <AnchorLink to="/access/users" fw={600}>
            {words.users}
          </AnchorLink>
          <Hint>{words.usersText}</Hint>
        </li>
        <li>
          <Text fw={600}>{words.connect}</Text>
          <Hint>{words.connectText}</Hint>
        </li>
      </ol>
    </Section>
  );
}

function Hint({ children }: { children: string }) {
  return (
    <Text size="sm" c="dimmed">
      {children}
    </Text>
  );
}
