// Why something is missing, and whether asking for it could help.

import { PERMISSIONS, type Permission, type Standing } from "../auth/permissions";
import { useParts, useStanding } from "./hooks";
import { Icon } from "./icons";

const REASONS: Record<Exclude<Standing, "granted" | "not_asked">, string> = {
  not_agreed: "You did not allow this when you signed in, or your roles do not include it.",
  not_in_roles:
    "You were asked once more, and it was not granted: your roles do not include it, or you left it out.",
  taken_away: "Your roles no longer include this. It returns by itself when they do.",
};

export function NotPermitted({
  permission,
  isShort = false,
}: {
  permission: Permission;
  isShort?: boolean;
}) {
  const standing = useStanding(permission);
  if (standing === "granted" || standing === "not_asked") return null;
  const name = PERMISSIONS.find(({ scope }) => scope === permission)?.name ?? permission;
  return (
    <div className={isShort ? "not-permitted short" : "not-permitted"}>
      <Icon name="lock" />
      <div>
        <p>
          <strong>Not permitted: {name.toLowerCase()}</strong> <code>{permission}</code>
        </p>
        <p className="quiet">{REASONS[standing]}</p>
        {standing !== "taken_away" && <AskAgain what={name} />}
      </div>
    </div>
  );
}

export function AskAgain({ what }: { what: string }) {
  const { session } = useParts();
  return (
    <button type="button" className="plain" onClick={() => void session.askAgain()}>
      Ask for it again<span className="for-readers">: {what.toLowerCase()}</span>
    </button>
  );
}
