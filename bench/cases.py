"""What is asked of Latchkey, and what must be there before: clients, tokens, codes."""

import base64
import hashlib
import html
import http.cookiejar
import json
import re
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path

import load
from load import Request
from programs import EMAIL, PASSWORD, Program

API = "/api/v1"
TOKEN, INTROSPECT, AUTHORIZE = (f"{API}/oauth2/{name}" for name in ("token", "introspect", "authorize"))
CALLBACK = "https://app.example.com/callback"
VERIFIER = "a-verifier-that-is-the-same-for-every-code-of-the-run"
CHALLENGE = base64.urlsafe_b64encode(hashlib.sha256(VERIFIER.encode()).digest()).rstrip(b"=").decode()
CODE = "[?&]code=([^&]+)"
SIGN_INS_AT_ONCE = 8  # as many as one account may try before one has succeeded


class NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


class Administrator:
    """Signed in, as a program and as a browser."""

    def __init__(self, origin: str):
        self.origin = origin
        self.cookies = http.cookiejar.CookieJar()
        self.opener = urllib.request.build_opener(
            urllib.request.HTTPCookieProcessor(self.cookies), NoRedirect())
        self.csrf = ""
        self.csrf = self.post("/auth/login", {"email": EMAIL, "password": PASSWORD})["csrf_token"]

    def post(self, path: str, content: dict) -> dict:
        request = urllib.request.Request(
            self.origin + API + path, json.dumps(content).encode(),
            {"Content-Type": "application/json", "X-CSRF-Token": self.csrf})
        return json.load(self.opener.open(request))

    def cookie(self) -> str:
        return "; ".join(f"{one.name}={one.value}" for one in self.cookies)

    def open(self, url: str, form: list | None = None):
        """The answer of a page; a redirect is one."""
        body = None if form is None else urllib.parse.urlencode(form).encode()
        headers = {} if form is None else {"Origin": self.origin}
        try:
            return self.opener.open(urllib.request.Request(self.origin + url, body, headers))
        except urllib.error.HTTPError as answer:
            if answer.code != 303:
                raise
            return answer

    def consent(self, url: str) -> None:
        """Answers the question of an authorization request, which is then asked no more."""
        place = self.open(url).headers["Location"]
        page = self.open(place).read().decode()
        fields = [(name, html.unescape(value)) for name, value in
                  re.findall(r'type="(?:hidden|checkbox)" name="(\w+)" value="([^"]*)"', page)]
        self.open(self.open("/consent", [*fields, ("decision", "allow")]).headers["Location"])


class Cases:
    """Of one server. Every method gives the request to measure, freshly prepared."""

    def __init__(self, server: Program, folder: Path, seconds: int):
        self.origin, self.folder, self.seconds = server.origin, folder, seconds
        self.admin = Administrator(server.origin)
        self.service = self.client(
            grant_types=["client_credentials"], scopes=["pipelines:read", "models:read", "tokens:introspect"])
        self.apps = {
            algorithm: self.client(
                grant_types=["authorization_code"], scopes=["openid", "profile", "email"],
                redirect_uris=[CALLBACK], id_token_signed_response_alg=algorithm)
            for algorithm in ("ES256", "RS256")}
        for app in self.apps.values():
            self.admin.consent(self.authorization(app, "openid profile"))

    def all(self) -> dict:
        return {
            "client credentials": self.client_credentials,
            "refresh without ID token": self.refresh,
            "code exchange, ID token ES256": lambda: self.exchange(self.apps["ES256"]),
            "code exchange, ID token RS256": lambda: self.exchange(self.apps["RS256"]),
            "introspection, token seen before": self.introspect_again,
            "introspection, new tokens": self.introspect_new,
            "userinfo": self.userinfo,
            "authz, calls sampled": lambda: self.authz("sampled"),
            "authz, every call audited": lambda: self.authz("audited"),
            "JWKS": lambda: Request("/.well-known/jwks.json"),
            "discovery": lambda: Request("/.well-known/openid-configuration"),
            "password sign-in": self.sign_in,
        }

    def client(self, **fields) -> dict:
        return self.admin.post("/oauth2/clients", {"name": "Bench", "client_type": "confidential", **fields})

    @staticmethod
    def form(client: dict, **parameters) -> str:
        return urllib.parse.urlencode(
            {"client_id": client["client_id"], "client_secret": client["client_secret"], **parameters})

    @staticmethod
    def authorization(app: dict, scope: str) -> str:
        return AUTHORIZE + "?" + urllib.parse.urlencode({
            "response_type": "code", "client_id": app["client_id"], "redirect_uri": CALLBACK, "scope": scope,
            "state": "bench", "code_challenge": CHALLENGE, "code_challenge_method": "S256"})

    def collect(self, name: str, request: Request, pattern: str, seconds: int) -> Path:
        pool = self.folder / name
        load.send(self.origin, Request(**{**vars(request), "pattern": pattern, "collect": pool}), seconds)
        return pool

    def client_credentials(self) -> Request:
        return Request(TOKEN, self.form(self.service, grant_type="client_credentials"))

    # On PostgreSQL an exchange can be quicker than obtaining its code. Codes live longer than both take.
    def exchange(self, app: dict, scope: str = "openid profile", seconds: int | None = None) -> Request:
        codes = self.collect("codes", Request(self.authorization(app, scope), cookie=self.admin.cookie()),
                             CODE, seconds or 4 * self.seconds)
        return Request(
            TOKEN, self.form(app, grant_type="authorization_code", redirect_uri=CALLBACK,
                             code_verifier=VERIFIER, code="VALUE"), pool=codes)

    # Whoever gets an answer goes on with its token: as many chains as there are connections at least.
    def refresh(self) -> Request:
        app, pattern = self.apps["ES256"], '"refresh_token":"([^"]+)"'
        chains = self.collect("chains", self.exchange(app, "profile", seconds=4), pattern, 1)
        return Request(TOKEN, self.form(app, grant_type="refresh_token", refresh_token="VALUE"),
                       pool=chains, pattern=pattern)

    def access_tokens(self, seconds: int) -> Path:
        return self.collect("tokens", self.client_credentials(), '"access_token":"([^"]+)"', seconds)

    def introspection(self, **fields) -> Request:
        return Request(INTROSPECT, self.form(self.service, token=fields.pop("token", "VALUE")), **fields)

    def introspect_again(self) -> Request:
        with self.access_tokens(1).open() as tokens:
            return self.introspection(token=next(tokens).strip())

    # On PostgreSQL a token is introspected several times as fast as issued.
    def introspect_new(self) -> Request:
        return self.introspection(pool=self.access_tokens(5 * self.seconds))

    def userinfo(self) -> Request:
        tokens = self.collect("tokens", self.exchange(self.apps["ES256"], seconds=4),
                              '"access_token":"([^"]+)"', 1)
        with tokens.open() as lines:
            return Request(f"{API}/oauth2/userinfo", authorization=f"Bearer {next(lines).strip()}")

    # As Envoy asks, which needs no headers beyond the token.
    def authz(self, resource: str) -> Request:
        with self.access_tokens(1).open() as tokens:
            return Request(f"{API}/oauth2/authz/{resource}/pipelines/7/runs?page=2",
                           authorization=f"Bearer {next(tokens).strip()}")

    def sign_in(self) -> Request:
        return Request(f"{API}/auth/login", json.dumps({"email": EMAIL, "password": PASSWORD}),
                       content_type="application/json", connections=SIGN_INS_AT_ONCE)
