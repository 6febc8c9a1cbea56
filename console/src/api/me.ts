// Who is signed in, and what they may do.

import { queryOptions, useSuspenseQuery } from "@tanstack/react-query";
import type { Me } from "~generated/schema";
import { api, must, rememberSession } from "./client";
import { keys } from "./keys";

export const meQuery = queryOptions({
  queryKey: [keys.me],
  queryFn: async () => {
    const me = await must(api.GET("/api/v1/me"));
    rememberSession(me);
    return me;
  },
  staleTime: 60_000,
});

export function useMe(): Me {
  return useSuspenseQuery(meQuery).data;
}

/** Whether the user's roles hold the permission, such as "users:write". */
export function may(me: Me, permission: string): boolean {
  return me.is_system_administrator || me.permissions.includes(permission);
}

export function fullName(user: { first_name: string; last_name: string; email: string }): string {
  return [user.first_name, user.last_name].filter(Boolean).join(" ") || user.email;
}

export async function signIn(email: string, password: string): Promise<void> {
  const answer = await must(api.POST("/api/v1/auth/login", { body: { email, password } }));
  rememberSession(answer);
}

export async function signOut(): Promise<void> {
  await must(api.POST("/api/v1/auth/logout"));
}
