import "./app/styles";
import "./app/global.css";
import { setNonce } from "get-nonce";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app/App";
import { loadTexts, preferredLanguage } from "./texts";

// The policy admits style elements by this nonce only; libraries that add some ask for it.
const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? "";
setNonce(nonce);

const root = document.getElementById("console");
if (!root) throw new Error("the page has no #console");
const language = preferredLanguage();
const texts = await loadTexts(language);
createRoot(root).render(
  <StrictMode>
    <App nonce={nonce} first={{ language, texts }} />
  </StrictMode>,
);
