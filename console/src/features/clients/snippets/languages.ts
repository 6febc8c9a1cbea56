// The libraries and languages that there are snippets for.

import { aspnetSnippet } from "./aspnet";
import { authlibSnippet } from "./authlib";
import { curlSnippet } from "./curl";
import { libcurlSnippet } from "./libcurl";
import { openidClientSnippet } from "./openid_client";
import { springBootSnippet } from "./spring_boot";
import type { SnippetValues } from "./values";

export interface SnippetLanguage {
  id: string;
  name: string;
  write: (values: SnippetValues) => string;
}

export const snippetLanguages: readonly SnippetLanguage[] = [
  { id: "curl", name: "curl", write: curlSnippet },
  { id: "node", name: "Node (openid-client)", write: openidClientSnippet },
  { id: "python", name: "Python (Authlib)", write: authlibSnippet },
  { id: "spring", name: "Spring Boot", write: springBootSnippet },
  { id: "aspnet", name: "ASP.NET", write: aspnetSnippet },
  { id: "cpp", name: "C++ (libcurl)", write: libcurlSnippet },
];
