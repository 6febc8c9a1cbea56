import { lines, quoted, type SnippetValues } from "./values";

/** C++ with libcurl. */
export function libcurlSnippet(values: SnippetValues): string {
  const { flow, clientId, secret, redirectUri, scopes, tokenEndpoint } = values;
  const isCode = flow === "authorization_code";
  const fields: [string, string][] = [
    ["grant_type", quoted(flow)],
    ...(secret === null ? ([["client_id", quoted(clientId)]] as [string, string][]) : []),
    ...(isCode
      ? ([
          ["redirect_uri", quoted(redirectUri)],
          ["code", "code"],
          ["code_verifier", "verifier"],
        ] as [string, string][])
      : []),
    ...(!isCode && scopes.length > 0
      ? ([["scope", quoted(scopes.join(" "))]] as [string, string][])
      : []),
  ];
  return lines(
    "// c++ -std=c++17 token.cpp -lcurl",
    "#include <curl/curl.h>",
    "",
    "#include <iostream>",
    "#include <string>",
    "#include <utility>",
    "#include <vector>",
    "",
    "static size_t append(char* data, size_t size, size_t count, void* text) {",
    "  static_cast<std::string*>(text)->append(data, size * count);",
    "  return size * count;",
    "}",
    "",
    ...(isCode
      ? [
          "// The code from the redirect URI, and the PKCE verifier whose S256 challenge you sent to",
          `// ${values.authorizationEndpoint}`,
          "std::string request_token(const std::string& code, const std::string& verifier) {",
        ]
      : ["std::string request_token() {"]),
    "  CURL* curl = curl_easy_init();",
    "  const std::vector<std::pair<std::string, std::string>> fields{",
    ...fields.map(([name, value]) => `      {${quoted(name)}, ${value}},`),
    "  };",
    "  std::string form, answer;",
    "  for (const auto& [name, value] : fields) {",
    "    char* escaped = curl_easy_escape(curl, value.c_str(), static_cast<int>(value.size()));",
    '    form += (form.empty() ? "" : "&") + name + "=" + escaped;',
    "    curl_free(escaped);",
    "  }",
    `  curl_easy_setopt(curl, CURLOPT_URL, ${quoted(tokenEndpoint)});`,
    secret !== null &&
      `  curl_easy_setopt(curl, CURLOPT_USERPWD, ${quoted(`${clientId}:${secret}`)});`,
    "  curl_easy_setopt(curl, CURLOPT_POSTFIELDS, form.c_str());",
    "  curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, append);",
    "  curl_easy_setopt(curl, CURLOPT_WRITEDATA, &answer);",
    "  const CURLcode result = curl_easy_perform(curl);",
    "  curl_easy_cleanup(curl);",
    '  return result == CURLE_OK ? answer : std::string("failed: ") + curl_easy_strerror(result);',
    "}",
    "",
    isCode ? "int main(int, char** arguments) {" : "int main() {",
    isCode
      ? "  std::cout << request_token(arguments[1], arguments[2]) << std::endl;"
      : "  std::cout << request_token() << std::endl;",
    "}",
  );
}
