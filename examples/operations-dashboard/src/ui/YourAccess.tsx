// What this user may do here, and what not, of all that the dashboard asks for.

import { PERMISSIONS, type Standing, standing } from "../auth/permissions";
import { useSignedIn } from "./hooks";
import { Icon } from "./icons";
import { AskAgain } from "./NotPermitted";
import { Panel } from "./Panel";

type Asked = Exclude<Standing, "not_asked">;

const WORDS: Record<Asked, string> = {
  granted: "allowed",
  not_agreed: "not permitted",
  not_in_roles: "not permitted, also when asked again",
  taken_away: "no longer in your roles",
};

export function YourAccess() {
  const { access } = useSignedIn();
  const standings = PERMISSIONS.flatMap((permission) => {
    const its = standing(access, permission.scope);
    return its === "not_asked" ? [] : { ...permission, standing: its };
  });
  const canHelp = standings.some((one) => one.standing === "not_agreed");
  return (
    <Panel title="Your access">
      <ul className="access">
        {standings.map((one) => (
          <li key={one.scope} className={one.standing === "granted" ? "granted" : "missing"}>
            <Icon name={one.standing === "granted" ? "check" : "cross"} />
            <span>
              {one.name}
              <span className="under">
                <code>{one.scope}</code> {WORDS[one.standing]}
              </span>
            </span>
          </li>
        ))}
      </ul>
      {canHelp && <AskAgain what="everything that is not permitted" />}
    </Panel>
  );
}
