// What components watch.

import { createContext, useContext, useEffect, useState, useSyncExternalStore } from "react";
import type { Plant } from "../api/plant";
import { type Permission, type Standing, standing } from "../auth/permissions";
import type { Session, SessionState } from "../auth/session";
import type { Feeds } from "../live/feeds";
import type { Store } from "../store";

export interface Parts {
  session: Session;
  plant: Plant;
  feeds: Feeds;
}

export const PartsContext = createContext<Parts | undefined>(undefined);

export function useParts(): Parts {
  const parts = useContext(PartsContext);
  if (!parts) throw new Error("outside of the dashboard");
  return parts;
}

export function useStore<T>(store: Store<T>): T {
  return useSyncExternalStore(store.subscribe, store.get);
}

export type SignedIn = Extract<SessionState, { status: "signed_in" }>;

/** Within the dashboard proper, which is shown to signed-in users alone. */
export const SignedInContext = createContext<SignedIn | undefined>(undefined);

export function useSignedIn(): SignedIn {
  const signedIn = useContext(SignedInContext);
  if (!signedIn) throw new Error("nobody is signed in");
  return signedIn;
}

export function useStanding(permission: Permission): Standing {
  return standing(useSignedIn().access, permission);
}

/** The present time, told anew every second. */
export function useNow(): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  return now;
}
