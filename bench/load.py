"""Load by wrk, on a core of its own."""

import json
import os
import resource
import statistics
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

LOAD_CORE = "1"
SCRIPT = Path(__file__).with_name("requests.lua")
FORM = "application/x-www-form-urlencoded"
LATENCY_SHARE = 0.7
SETTLING_SECONDS = 0.5  # in which a server ends what the load before has left under way


@dataclass(frozen=True)
class Request:
    """VALUE in the body or the authorization stands for the next value of the pool."""
    path: str
    body: str | None = None
    content_type: str = FORM
    authorization: str | None = None
    cookie: str | None = None
    pool: Path | None = None  # a file with a value a line, each used once
    pattern: str | None = None  # of Lua: what of an answer goes into `collect`, or else the pool
    collect: Path | None = None
    connections: int = 64


@dataclass(frozen=True)
class Outcome:
    rate: float  # answers per second, those that are errors not among them
    p50_milliseconds: float
    p99_milliseconds: float
    count: int
    refused: int = 0
    lost: int = 0  # without an answer
    load_share: float = 0  # of its core that the load took


@dataclass(frozen=True)
class Figures:
    """Of several repetitions, and of one more at LATENCY_SHARE of their median."""
    rates: list[float]
    load_share: float = 0
    p50_milliseconds: float | None = None
    p99_milliseconds: float | None = None

    @property
    def median(self) -> float:
        return statistics.median(self.rates)


def flood(origin: str, request: Request, seconds: int, rate: float | None = None) -> Outcome:
    """Whatever the answers are."""
    time.sleep(SETTLING_SECONDS)
    options = {
        "METHOD": "GET" if request.body is None else "POST",
        "BODY": request.body,
        "CONTENT_TYPE": None if request.body is None else request.content_type,
        "AUTHORIZATION": request.authorization,
        "COOKIE": request.cookie,
        "POOL": request.pool,
        "PATTERN": request.pattern,
        "COLLECT": request.collect,
        "RATE": rate,
    }
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    process = subprocess.run(
        ["taskset", "-c", LOAD_CORE, "wrk", "-t1", f"-c{request.connections}", f"-d{seconds}s",
         "--timeout", "10s", "-s", SCRIPT, origin + request.path],
        env={"PATH": os.environ["PATH"],
             **{name: str(value) for name, value in options.items() if value is not None}},
        capture_output=True, text=True)
    if process.returncode != 0:
        raise SystemExit(f"{request.path}: {process.stderr}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    busy = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    told = json.loads(process.stdout.splitlines()[-1])
    return Outcome((told["requests"] - told["refused"]) / told["seconds"], told["p50"], told["p99"],
                   told["requests"], told["refused"], told["errors"], busy / told["seconds"])


def send(origin: str, request: Request, seconds: int, rate: float | None = None) -> Outcome:
    """One that is answered with an error ends the run: its speed would be another's."""
    outcome = flood(origin, request, seconds, rate)
    if outcome.refused or outcome.lost:
        raise SystemExit(f"{request.path}: {outcome.refused + outcome.lost} of {outcome.count} failed")
    return outcome


def measure(origin: str, prepare, seconds: int, repetitions: int) -> Figures:
    """prepare() gives the request of each repetition."""
    runs = [send(origin, prepare(), seconds) for _ in range(repetitions)]
    rates = [run.rate for run in runs]
    relaxed = send(origin, prepare(), seconds, LATENCY_SHARE * statistics.median(rates))
    return Figures(rates, statistics.median(run.load_share for run in runs),
                   relaxed.p50_milliseconds, relaxed.p99_milliseconds)
