"""Debian's glewlwyd on a database of its own, with a client that has tokens signed with ES256 and RS256."""

import base64
import contextlib
import http.cookiejar
import json
import sqlite3
import subprocess
import urllib.request
from pathlib import Path

from load import Request
from programs import Program, free_port

SCHEMA = Path("/usr/share/dbconfig-common/data/glewlwyd/install/sqlite3")
MODULES = "/usr/lib/glewlwyd"
CLIENT, SECRET, SCOPE = "bench", "a bench secret", "pipelines"
KEYS = {
    "ES256": ("ecdsa", ["EC", "-pkeyopt", "ec_paramgen_curve:prime256v1"]),
    "RS256": ("rsa", ["RSA", "-pkeyopt", "rsa_keygen_bits:2048"]),
}


def is_installed() -> bool:
    return SCHEMA.exists()


def configuration(folder: Path, port: int) -> Path:
    file = folder / "glewlwyd.conf"
    file.write_text(f"""
port={port}
bind_address="127.0.0.1"
external_url="http://127.0.0.1:{port}"
api_prefix="api"
log_mode="console"
log_level="ERROR"
cookie_secure=false
database = {{ type = "sqlite3"; path = "{folder}/glewlwyd.db"; }};
hash_algorithm = "SHA512"
user_module_path="{MODULES}/user"
user_middleware_module_path="{MODULES}/user"
client_module_path="{MODULES}/client"
user_auth_scheme_module_path="{MODULES}/scheme"
plugin_module_path="{MODULES}/plugin"
""")
    return file


def make_key(options: list[str]) -> tuple[str, str]:
    private = subprocess.run(["openssl", "genpkey", "-quiet", "-algorithm", *options],
                             stdout=subprocess.PIPE, text=True, check=True).stdout
    public = subprocess.run(["openssl", "pkey", "-pubout"], input=private,
                            stdout=subprocess.PIPE, text=True, check=True).stdout
    return private, public


def set_up(origin: str) -> None:
    cookies = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
    administrator = urllib.request.build_opener(cookies)

    def post(path: str, content: dict) -> None:
        administrator.open(urllib.request.Request(
            f"{origin}/api{path}", json.dumps(content).encode(), {"Content-Type": "application/json"}))

    post("/auth/", {"username": "admin", "password": "password"})
    for algorithm, (kind, options) in KEYS.items():
        private, public = make_key(options)
        grants = {f"auth-type-{name}-enabled": name == "client"
                  for name in ("code", "implicit", "password", "client", "refresh")}
        post("/mod/plugin/", {
            "module": "oauth2-glewlwyd", "name": algorithm, "display_name": algorithm, "order_rank": 0,
            "parameters": {
                "jwt-type": kind, "jwt-key-size": "256", "key": private, "cert": public,
                "access-token-duration": 3600, "refresh-token-duration": 3600, "code-duration": 600,
                "refresh-token-rolling": True, "scope": [], "additional-parameters": [], **grants}})
    post("/scope/", {"name": SCOPE, "display_name": SCOPE, "password_required": False, "scheme": {}})
    post("/client/", {
        "client_id": CLIENT, "name": CLIENT, "client_secret": SECRET, "confidential": True, "enabled": True,
        "authorization_type": ["client_credentials"], "redirect_uri": [], "scope": [SCOPE],
        "token_endpoint_auth_method": ["client_secret_basic"]})


@contextlib.contextmanager
def running(folder: Path):
    folder.mkdir()
    with sqlite3.connect(folder / "glewlwyd.db") as database:
        database.executescript(SCHEMA.read_text())
    port = free_port()
    with Program(["glewlwyd", "-c", configuration(folder, port)], port) as server:
        set_up(server.origin)
        yield server


def token_request(algorithm: str) -> Request:
    credentials = base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
    return Request(f"/api/{algorithm}/token/", f"grant_type=client_credentials&scope={SCOPE}",
                   authorization=f"Basic {credentials}")
