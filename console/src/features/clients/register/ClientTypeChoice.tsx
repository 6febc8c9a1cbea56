import { Badge, Radio, Text } from "@mantine/core";
import type { ReactNode, Ref } from "react";
import { useTexts } from "~/texts";
import { ClientIcon } from "../ClientIcon";
import type { ClientType } from "../fields/redirect_uri";
import classes from "./register.module.css";

const types = ["confidential", "public"] as const;

interface Props {
  value: ClientType | null;
  onChange: (type: ClientType) => void;
  error?: ReactNode;
  ref?: Ref<HTMLInputElement>;
}

/** The two client types as cards that say when to choose which. */
export function ClientTypeChoice({ value, onChange, error, ref }: Props) {
  const texts = useTexts();
  const words = texts.register.form.type;
  return (
    <>
      <Radio.Group
        aria-label={words.title}
        value={value ?? ""}
        onChange={(chosen) => {
          const type = types.find((one) => one === chosen);
          if (type) onChange(type);
        }}
        error={error}
      >
        <div className={classes.types}>
          {types.map((type, index) => (
            <div key={type} className={classes.type} data-checked={value === type || undefined}>
              <div className={classes.typeHead}>
                <ClientIcon type={type} />
                <div className={classes.typeName}>
                  <Radio
                    {...(index === 0 && ref ? { ref } : {})}
                    value={type}
                    labelPosition="left"
                    label={<b>{texts.clients.types[type].name}</b>}
                    description={words[type].text}
                    styles={{ body: { justifyContent: "space-between" } }}
                  />
                </div>
              </div>
              <div>
                <Badge variant="default" className={classes.badge} mt="xs">
                  {words[type].badge}
                </Badge>
                <Text size="xs" fw={600} mt="sm">
                  {words.when}
                </Text>
                <ul className={classes.when}>
                  {words[type].when.map((example) => (
                    <li key={example}>{example}</li>
                  ))}
                </ul>
              </div>
            </div>
          ))}
        </div>
      </Radio.Group>
      <div className={classes.hint}>{words.unsure}</div>
    </>
  );
}
