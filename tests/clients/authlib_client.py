"""Authlib's OAuth2Session as an application uses it; authlib.test.js starts it and reads its JSON.

Argument: a JSON object with the issuer, the two clients and the user. Forms are filled in as a
browser without JavaScript would.
"""

import html.parser
import json
import sys
from urllib.parse import urljoin

import requests
from authlib.common.security import generate_token
from authlib.integrations.requests_client import OAuth2Session
from authlib.jose import JsonWebKey, JsonWebToken


class Form(html.parser.HTMLParser):
    """The first POST form of a page: where it goes, and its fields as a browser would send them."""

    def __init__(self, page: requests.Response):
        super().__init__()
        self.address, self.fields, self.inside = page.url, [], False
        self.feed(page.text)

    def handle_starttag(self, tag, attributes):
        found = dict(attributes)
        if tag == "form" and found.get("method", "").lower() == "post":
            self.inside = True
            self.address = urljoin(self.address, found.get("action") or "")
        elif tag == "input" and self.inside and "name" in found and "disabled" not in found:
            if found.get("type") not in ("checkbox", "radio") or "checked" in found:
                self.fields.append((found["name"], found.get("value") or ""))

    def handle_endtag(self, tag):
        if tag == "form":
            self.inside = False

    def sent(self, browser: requests.Session, **changes) -> requests.Response:
        kept = [field for field in self.fields if field[0] not in changes]
        return browser.post(self.address, data=kept + list(changes.items()), allow_redirects=False)


def sign_in(address: str, redirect_uri: str, user: dict) -> str:
    """The address that the authorization server sends the user back to."""
    browser = requests.Session()
    answer = browser.get(address, allow_redirects=False)
    for _ in range(12):
        if answer.is_redirect:
            target = urljoin(answer.url, answer.headers["location"])
            if target.startswith(redirect_uri):
                return target
            answer = browser.get(target, allow_redirects=False)
        elif 'name="password"' in answer.text:
            answer = Form(answer).sent(browser, email=user["email"], password=user["password"])
        else:
            answer = Form(answer).sent(browser, decision="allow")
    raise RuntimeError(f"never sent back; at {answer.url}: {answer.text}")


def code_flow(metadata: dict, client: dict, user: dict) -> dict:
    redirect_uri = client["redirect_uris"][0]
    session = OAuth2Session(
        client["client_id"], client["client_secret"], scope="openid profile email",
        redirect_uri=redirect_uri, code_challenge_method="S256",
        token_endpoint=metadata["token_endpoint"])
    verifier, nonce = generate_token(48), generate_token()
    address, state = session.create_authorization_url(
        metadata["authorization_endpoint"], code_verifier=verifier, nonce=nonce)
    returned = sign_in(address, redirect_uri, user)
    token = session.fetch_token(
        metadata["token_endpoint"], authorization_response=returned, state=state, code_verifier=verifier)

    keys = JsonWebKey.import_key_set(requests.get(metadata["jwks_uri"]).json())
    claims = JsonWebToken(["RS256", "ES256"]).decode(
        token["id_token"], keys,
        claims_options={"iss": {"value": metadata["issuer"]}, "aud": {"value": client["client_id"]},
                        "nonce": {"value": nonce}})
    claims.validate()

    userinfo = session.get(metadata["userinfo_endpoint"]).json()
    refreshed = session.refresh_token(metadata["token_endpoint"], refresh_token=token["refresh_token"])
    introspected = session.introspect_token(
        metadata["introspection_endpoint"], token=refreshed["access_token"]).json()
    revoked = session.revoke_token(
        metadata["revocation_endpoint"], token=refreshed["refresh_token"], token_type_hint="refresh_token")
    return {
        "scope": token["scope"], "sub": claims["sub"], "email": userinfo["email"],
        "rotated": refreshed["refresh_token"] != token["refresh_token"],
        "active": introspected["active"], "revoked": revoked.status_code,
    }


def client_credentials(metadata: dict, client: dict, method: str) -> dict:
    session = OAuth2Session(
        client["client_id"], client["client_secret"], scope="pipelines:read",
        token_endpoint_auth_method=method)
    token = session.fetch_token(metadata["token_endpoint"], grant_type="client_credentials")
    return {"scope": token["scope"], "type": token["token_type"], "refresh": token.get("refresh_token")}


def main() -> None:
    given = json.loads(sys.argv[1])
    metadata = requests.get(given["issuer"] + "/.well-known/openid-configuration").json()
    print(json.dumps({
        "code": code_flow(metadata, given["client"], given["user"]),
        "basic": client_credentials(metadata, given["service"], "client_secret_basic"),
        "post": client_credentials(metadata, given["service"], "client_secret_post"),
    }))


main()
