"""Runs the service of an installed package as its unit says, in a root without systemd."""

import json
import os
import pathlib
import re
import signal
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request

from test_root import TestRoot

ADMIN = {"email": "admin@example.com", "password": "correct horse battery staple"}
PATIENCE_SECONDS = 60


def unit_settings(text: str) -> dict[str, list[str]]:
    settings: dict[str, list[str]] = {}
    for key, value in re.findall(r"^(\w+)=(.*)$", text, re.M):
        settings.setdefault(key, []).append(value)
    return settings


class Service:
    """The process of ExecStart= as User=, with its Environment= and a socket to notify."""

    def __init__(self, root: TestRoot, port: int):
        unit = unit_settings((root.path / "usr/lib/systemd/system/latchkey.service").read_text())
        self.root = root
        self.url = f"http://127.0.0.1:{port}"
        (root.path / "run").mkdir(exist_ok=True)
        self.notified = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.notified.settimeout(PATIENCE_SECONDS)
        place = root.path / "run/notify"
        place.unlink(missing_ok=True)
        # A path of sun_path's length wherever the root is.
        with tempfile.TemporaryDirectory(prefix="n") as short:
            link = pathlib.Path(short) / "run"
            link.symlink_to(root.path / "run")
            self.notified.bind(str(link / "notify"))
        place.chmod(0o666)
        environment = dict(setting.split("=", 1) for setting in unit.get("Environment", []))
        self.process = subprocess.Popen(
            root.command(*unit["ExecStart"][0].split(), user=unit["User"][0]),
            env={"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "NOTIFY_SOCKET": "/run/notify", "LATCHKEY_ADMIN_EMAIL": ADMIN["email"],
                 "LATCHKEY_ADMIN_PASSWORD": ADMIN["password"], **environment},
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)

    def next_notice(self) -> str:
        return self.notified.recv(4096).decode()

    def reload(self) -> None:
        self.process.send_signal(signal.SIGHUP)

    def stop(self) -> tuple[int, str]:
        """The exit status and what was printed."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        output, _ = self.process.communicate(timeout=PATIENCE_SECONDS)
        self.notified.close()
        return self.process.returncode, output

    def call(self, method: str, path: str, body: object = None, headers: dict | None = None) -> tuple[int, dict, object]:
        request = urllib.request.Request(
            self.url + path, method=method, data=None if body is None else json.dumps(body).encode(),
            headers={"Content-Type": "application/json", **(headers or {})})
        try:
            with urllib.request.urlopen(request, timeout=PATIENCE_SECONDS) as answer:
                return answer.status, dict(answer.headers), json.load(answer)
        except urllib.error.HTTPError as error:
            return error.code, dict(error.headers), error.read()

    def sign_in(self) -> dict:
        """The headers that an administrator's calls carry."""
        status, headers, body = self.call("POST", "/api/v1/auth/login", ADMIN)
        assert status == 200, body
        return {"Cookie": headers["Set-Cookie"].split(";")[0], "X-CSRF-Token": body["csrf_token"]}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
