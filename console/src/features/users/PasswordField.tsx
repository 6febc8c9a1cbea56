import { Button, Input, PasswordInput } from "@mantine/core";
import { useDisclosure, useId } from "@mantine/hooks";
import { IconWand } from "@tabler/icons-react";
import { type ReactNode, useState } from "react";
import { useTexts } from "~/texts";
import { CopyIcon } from "~/ui/Copy";
import classes from "./PasswordField.module.css";
import { makePassword } from "./password";

interface Props {
  label: string;
  value: string;
  onChange: (value: string) => void;
  error?: ReactNode;
  /** Whether it takes the focus of the dialog around it. */
  isFirst?: boolean;
}

/** A new password for somebody else: typed or generated, to show and to copy. */
export function PasswordField({ label, value, onChange, error, isFirst = false }: Props) {
  const words = useTexts().users.password;
  const id = useId();
  const [isVisible, visibility] = useDisclosure(false);
  const [isGenerated, setGenerated] = useState(false);
  const generate = () => {
    onChange(makePassword());
    setGenerated(true);
    visibility.open();
  };
  return (
    <Input.Wrapper id={id} label={label} description={words.hint} error={error} withAsterisk>
      <div className={classes.line}>
        <PasswordInput
          id={id}
          className={classes.field}
          required
          withAsterisk={false}
          value={value}
          onChange={(event) => {
            onChange(event.currentTarget.value);
            setGenerated(false);
          }}
          error={Boolean(error)}
          visible={isVisible}
          onVisibilityChange={visibility.toggle}
          visibilityToggleButtonProps={{
            "aria-label": words.show,
            tabIndex: 0,
            "aria-hidden": false,
          }}
          autoComplete="new-password"
          spellCheck={false}
          {...(isFirst ? { "data-autofocus": true } : {})}
        />
        <Button variant="default" leftSection={<IconWand size={16} />} onClick={generate}>
          {words.generate}
        </Button>
        {value ? <CopyIcon value={value} thing={words.thing} /> : null}
      </div>
      <div className="visually-hidden" aria-live="polite">
        {isGenerated ? words.generated : ""}
      </div>
    </Input.Wrapper>
  );
}
