import { MantineProvider } from "@mantine/core";
import { Notifications } from "@mantine/notifications";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { useEffect, useMemo, useState } from "react";
import { Problem } from "~/api/problem";
import {
  type Language,
  loadTexts,
  rememberLanguage,
  type Spoken,
  SpokenContext,
  type Texts,
} from "~/texts";
import { makeRouter } from "./router";
import { cssVariables, theme } from "./theme";

interface Given {
  nonce: string;
  first: { language: Language; texts: Texts };
}

const MOST_RETRIES = 2;

function makeQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 5_000,
        networkMode: "always",
        // What the server refused stays refused; what never reached it is worth another try.
        retry: (count, error) =>
          count < MOST_RETRIES && !(error instanceof Problem && error.status < 500),
        retryDelay: (count) => 300 * 2 ** count,
      },
      mutations: { networkMode: "always" },
    },
  });
}

export function App({ nonce, first }: Given) {
  const [queryClient] = useState(makeQueryClient);
  const [router] = useState(() => makeRouter(queryClient));
  const [spoken, setSpoken] = useState(first);

  const context = useMemo<Spoken>(
    () => ({
      ...spoken,
      speak: async (language) => {
        const texts = await loadTexts(language);
        rememberLanguage(language);
        setSpoken({ language, texts });
      },
    }),
    [spoken],
  );
  useEffect(() => {
    document.documentElement.lang = spoken.language;
  }, [spoken.language]);

  return (
    <MantineProvider
      theme={theme}
      defaultColorScheme="auto"
      cssVariablesResolver={cssVariables}
      getStyleNonce={() => nonce}
    >
      <SpokenContext value={context}>
        <QueryClientProvider client={queryClient}>
          <Notifications position="bottom-right" autoClose={5000} />
          <RouterProvider router={router} />
        </QueryClientProvider>
      </SpokenContext>
    </MantineProvider>
  );
}
