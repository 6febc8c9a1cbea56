import { CloseButton, Combobox, Loader, Text, TextInput, useCombobox } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { type ReactNode, type Ref, useEffect, useState } from "react";
import { fullName } from "~/api/me";
import { isProblem } from "~/api/problem";
import { userQuery, userSearchQuery } from "~/api/users";
import { useTexts } from "~/texts";
import type { User } from "~generated/schema";
import { StatusBadge } from "./Badges";
import classes from "./UserPicker.module.css";

interface Props {
  label: string;
  description?: ReactNode;
  value: string | null;
  /** Also gets an id that was pasted, before it is known whether there is such a user. */
  onChange: (id: string | null) => void;
  error?: ReactNode;
  ref?: Ref<HTMLInputElement>;
}

const PAUSE_MILLISECONDS = 200;
const idPattern = /^usr_[a-z0-9]+$/;

/** Finds a user by name, e-mail address or id. */
export function UserPicker({ label, description, value, onChange, error, ref }: Props) {
  const words = useTexts().register.userPicker;
  const [typed, setTyped] = useState<string | null>(null);
  const chosen = useChosen(value);
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() });
  const found = useFound(typed, combobox.dropdownOpened);
  const { selectFirstOption, resetSelectedOption } = combobox;
  useEffect(() => {
    if (typed !== null && found.isSettled && found.users?.length) selectFirstOption();
    else resetSelectedOption();
  }, [found.users, found.isSettled, typed, selectFirstOption, resetSelectedOption]);

  const choose = (id: string | null) => {
    setTyped(null);
    onChange(id);
    combobox.closeDropdown();
  };
  const type = (text: string) => {
    const isPastedId = idPattern.test(text.trim()) && text.trim() !== value;
    if (isPastedId) return choose(text.trim());
    setTyped(text);
    combobox.openDropdown();
  };
  const leave = () => {
    combobox.closeDropdown();
    if (typed !== null && typed.trim() === "") onChange(null);
    setTyped(null);
  };

  return (
    <Combobox store={combobox} onOptionSubmit={choose} withinPortal={false}>
      <Combobox.Target withExpandedAttribute>
        <TextInput
          ref={ref}
          label={label}
          description={description}
          placeholder={words.placeholder}
          value={typed ?? chosen.text}
          onChange={(event) => type(event.currentTarget.value)}
          onClick={() => combobox.openDropdown()}
          onBlur={leave}
          onKeyDown={(event) => {
            // It chooses here, and never submits the form around it.
            if (event.key === "Enter" && combobox.dropdownOpened) event.preventDefault();
          }}
          error={error ?? chosen.error}
          rightSection={
            <Clear isShown={value !== null || Boolean(typed)} onClear={() => choose(null)} />
          }
          autoComplete="off"
          spellCheck={false}
        />
      </Combobox.Target>
      <Combobox.Dropdown>
        <Combobox.Options aria-label={label} className={classes.options}>
          {found.users?.map((user) => (
            <Combobox.Option key={user.id} value={user.id} active={user.id === value}>
              <UserLine user={user} />
            </Combobox.Option>
          ))}
        </Combobox.Options>
        {found.users?.length ? null : (
          <Combobox.Empty>
            {found.isError ? (
              words.failed
            ) : found.users ? (
              words.nobody
            ) : (
              <Loader size="xs" role="status" aria-label={words.searching} />
            )}
          </Combobox.Empty>
        )}
      </Combobox.Dropdown>
      {chosen.isDisabled ? (
        <Text size="xs" c="dimmed" mt={4}>
          {words.disabledUser}
        </Text>
      ) : null}
      <span className="visually-hidden" aria-live="polite">
        {combobox.dropdownOpened && found.users ? words.found(found.users.length) : ""}
      </span>
    </Combobox>
  );
}

function Clear({ isShown, onClear }: { isShown: boolean; onClear: () => void }) {
  const words = useTexts().register.userPicker;
  if (!isShown) return null;
  return (
    <CloseButton
      size="sm"
      aria-label={words.clear}
      onMouseDown={(event) => event.preventDefault()}
      onClick={onClear}
    />
  );
}

/** The user of the id, and how the field shows them. */
function useChosen(id: string | null) {
  const words = useTexts().register.userPicker;
  const { data, error } = useQuery({ ...userQuery(id ?? ""), enabled: id !== null });
  if (id === null) return { text: "", error: undefined, isDisabled: false };
  const name = data ? fullName(data) : "";
  return {
    text: !data ? id : name === data.email ? name : `${name} (${data.email})`,
    error: isProblem(error, 404) ? words.unknownId(id) : error && !data ? words.failed : undefined,
    isDisabled: data?.status === "disabled",
  };
}

function useFound(typed: string | null, isOpen: boolean) {
  const [asked] = useDebouncedValue(typed?.trim() ?? "", PAUSE_MILLISECONDS);
  const { data, isError, isPlaceholderData } = useQuery({
    ...userSearchQuery(asked),
    enabled: isOpen,
    placeholderData: (before) => before,
  });
  return {
    users: data?.items,
    isError: isError && !data,
    /** The users are those of what stands in the field, not of what stood there before. */
    isSettled: !isPlaceholderData && asked === (typed?.trim() ?? ""),
  };
}

function UserLine({ user }: { user: User }) {
  const name = fullName(user);
  return (
    <div className={classes.option}>
      <div className={classes.label}>
        {name}
        {user.status === "disabled" ? <StatusBadge status="disabled" /> : null}
      </div>
      <Text size="xs" c="dimmed">
        {name === user.email ? user.id : `${user.email} · ${user.id}`}
      </Text>
    </div>
  );
}
