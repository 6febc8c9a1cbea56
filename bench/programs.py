"""The programs that are measured, pinned to the server's core or cores."""

import contextlib
import os
import re
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BUILD = ROOT / "build/release"
PEER = ROOT / "bench/peer"
RESOURCES = ROOT / "bench/resources.toml"
SERVER_CORE = "0"
EMAIL, PASSWORD = "admin@example.com", "a bench password"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Program:
    """A program that answers HTTP at `origin` as long as the `with` lasts."""

    def __init__(self, command: list, port: int, environment: dict[str, str] | None = None,
                 cores: str = SERVER_CORE):
        self.origin = f"http://127.0.0.1:{port}"
        self.command = ["taskset", "-c", cores, *command]
        self.environment = {**os.environ, **(environment or {})}

    def __enter__(self):
        began = time.perf_counter()
        self.process = subprocess.Popen(
            self.command, env=self.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        while not self.answers():
            if self.process.poll() is not None:
                raise SystemExit(f"{self.command} ended at start")
            time.sleep(0.001)
        self.seconds_to_first_answer = time.perf_counter() - began
        return self

    def __exit__(self, *_):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait()

    def answers(self) -> bool:
        try:
            urllib.request.urlopen(self.origin + "/healthz").read()
        except urllib.error.HTTPError:
            return True
        except OSError:
            return False
        return True

    def resident_mib(self) -> float:
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(r"VmRSS:\s+(\d+)", status)[1]) / 1024


def latchkey(data: Path, port: int, database: str | None = None, options: tuple = (),
             cores: str = SERVER_CORE) -> Program:
    """With a network thread for each core."""
    where = [*(["--database", database] if database else []), *options]
    return Program(
        [BUILD / "latchkey", "serve", "--data", data, "--listen", f"127.0.0.1:{port}",
         "--issuer", f"http://127.0.0.1:{port}", "--threads", str(len(cores.split(","))), "--log-level", "warn",
         "--config", RESOURCES, *where],
        port, {"LATCHKEY_ADMIN_EMAIL": EMAIL, "LATCHKEY_ADMIN_PASSWORD": PASSWORD}, cores)


def http_floor() -> Program:
    port = free_port()
    return Program([BUILD / "http_floor", str(port)], port)


def oidc_provider() -> Program:
    port = free_port()
    return Program([PEER / "node_modules/.bin/node", PEER / "oidc_provider.js", str(port)], port,
                   {"NODE_ENV": "production"})


@contextlib.contextmanager
def postgres(folder: Path, core: str):
    """The URL of a server that is as durable as Debian's, with all its processes on that core."""
    script = ROOT / "tests/harness/postgres"
    try:
        started = subprocess.run(["taskset", "-c", core, script, "start", folder, "fsync=on"],
                                 stdout=subprocess.PIPE, text=True, check=True)
        yield started.stdout.strip()
    finally:
        subprocess.run([script, "stop", folder], check=True)
