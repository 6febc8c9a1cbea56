import { lines, quoted, type SnippetValues } from "./values";

/** Program.cs for ASP.NET Core. */
export function aspnetSnippet(values: SnippetValues): string {
  return values.flow === "client_credentials" ? clientCredentials(values) : code(values);
}

function clientCredentials({ tokenEndpoint, clientId, secret, scopes }: SnippetValues): string {
  return lines(
    "// Program.cs",
    "using System.Net.Http.Json;",
    "using System.Text.Json;",
    "",
    "using var http = new HttpClient();",
    "var answer = await http.PostAsync(",
    `    ${quoted(tokenEndpoint)},`,
    "    new FormUrlEncodedContent(new Dictionary<string, string>",
    "    {",
    '        ["grant_type"] = "client_credentials",',
    `        ["client_id"] = ${quoted(clientId)},`,
    secret !== null && `        ["client_secret"] = ${quoted(secret)},`,
    scopes.length > 0 && `        ["scope"] = ${quoted(scopes.join(" "))},`,
    "    }));",
    "answer.EnsureSuccessStatusCode();",
    "var tokens = await answer.Content.ReadFromJsonAsync<JsonElement>();",
    'Console.WriteLine(tokens.GetProperty("access_token").GetString());',
  );
}

function code({ issuer, clientId, secret, redirectUri, scopes }: SnippetValues): string {
  return lines(
    "// Program.cs, with the package Microsoft.AspNetCore.Authentication.OpenIdConnect",
    "using Microsoft.AspNetCore.Authentication.Cookies;",
    "using Microsoft.AspNetCore.Authentication.OpenIdConnect;",
    "",
    "var builder = WebApplication.CreateBuilder(args);",
    "builder.Services",
    "    .AddAuthentication(options =>",
    "    {",
    "        options.DefaultScheme = CookieAuthenticationDefaults.AuthenticationScheme;",
    "        options.DefaultChallengeScheme = OpenIdConnectDefaults.AuthenticationScheme;",
    "    })",
    "    .AddCookie()",
    "    .AddOpenIdConnect(options =>",
    "    {",
    `        options.Authority = ${quoted(issuer)};`,
    issuer.startsWith("http:") && "        options.RequireHttpsMetadata = false;",
    `        options.ClientId = ${quoted(clientId)};`,
    secret !== null && `        options.ClientSecret = ${quoted(secret)};`,
    '        options.ResponseType = "code";',
    "        options.UsePkce = true;",
    "        options.SaveTokens = true;",
    `        options.CallbackPath = ${quoted(pathOf(redirectUri))};`,
    "        options.Scope.Clear();",
    ...scopes.map((scope) => `        options.Scope.Add(${quoted(scope)});`),
    "    });",
    "builder.Services.AddAuthorization();",
    "",
    "var app = builder.Build();",
    "app.UseAuthentication();",
    "app.UseAuthorization();",
    'app.MapGet("/", (HttpContext context) => $"Hello {context.User.Identity?.Name}")',
    "    .RequireAuthorization();",
    "app.Run();",
  );
}

/** The address within the application; private-use URIs have none of a web application. */
function pathOf(uri: string): string {
  return URL.canParse(uri) ? new URL(uri).pathname || "/" : "/";
}
