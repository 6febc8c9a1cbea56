import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

// During development the console is served by Vite and the rest by a running server.
const server = process.env.LATCHKEY_URL ?? "http://127.0.0.1:8080";

export default defineConfig({
  base: "/console/",
  plugins: [react()],
  resolve: { alias: { "~": fileURLToPath(new URL("./src", import.meta.url)) } },
  // The server puts a fresh nonce in its place with every answer.
  html: { cspNonce: "__CSP_NONCE__" },
  build: {
    target: "es2023",
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // Swagger UI alone is 1.7 MB.
    chunkSizeWarningLimit: 2000,
    rolldownOptions: {
      input: ["index.html", "swagger/index.html", "swagger/oauth2-redirect.html"],
      output: {
        // What every page needs comes in few requests.
        codeSplitting: {
          groups: [
            {
              name: "vendor",
              test: /node_modules\/(react|react-dom|scheduler|@tanstack\/(react-)?(query|router|query-core|router-core|history|store)|@floating-ui|openapi-fetch)/,
            },
            { name: "frame", test: /src\/(app|api|ui\/(application|links|Notice|Page))/ },
          ],
        },
      },
    },
  },
  server: {
    proxy: Object.fromEntries(
      [
        "/api",
        "/login",
        "/logout",
        "/consent",
        "/account",
        "/assets",
        "/.well-known",
        "/openapi.json",
      ].map((path) => [path, server]),
    ),
  },
});
