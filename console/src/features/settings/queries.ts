// Reading and changing the settings of the organization.

import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { api, must } from "~/api/client";
import { keys } from "~/api/keys";
import type { SettingsChange } from "~generated/schema";

export const settingsQuery = queryOptions({
  queryKey: [keys.settings],
  queryFn: ({ signal }) => must(api.GET("/api/v1/settings", { signal })),
});

export function useChangeSettings() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: SettingsChange) => must(api.PATCH("/api/v1/settings", { body })),
    onSuccess: (saved) => {
      queryClient.setQueryData(settingsQuery.queryKey, saved);
      return Promise.all(
        [keys.scopes, keys.overview, keys.audit].map((key) =>
          queryClient.invalidateQueries({ queryKey: [key] }),
        ),
      );
    },
  });
}
