import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";

const address = { host: "localhost", port: 5173, strictPort: true };

// What holds wherever the build is served. Where the issuer and the API are only config.json says, so
// the host's header narrows connect-src (README.md). Vite's own development server needs inline scripts.
const contentSecurityPolicy: Plugin = {
  name: "content-security-policy",
  apply: "build",
  transformIndexHtml: () => [
    {
      tag: "meta",
      injectTo: "head-prepend",
      attrs: {
        "http-equiv": "Content-Security-Policy",
        content: [
          "default-src 'none'",
          "script-src 'self'",
          "style-src 'self'",
          "img-src 'self'",
          "connect-src 'self' https: http://127.0.0.1:* http://localhost:*",
          "base-uri 'none'",
          "form-action 'none'",
          "require-trusted-types-for 'script'",
          "trusted-types 'none'",
        ].join("; "),
      },
    },
  ],
};

export default defineConfig({
  plugins: [react(), contentSecurityPolicy],
  build: { target: "es2023", assetsInlineLimit: 0, modulePreload: { polyfill: false } },
  server: address,
  preview: address,
});
