"""The tables and the plot, and their place in docs/performance.md."""

from pathlib import Path

import chart
from goals import (CEILINGS, MEMORY_MIB, P99_MILLISECONDS, PEER_FACTOR, POSTGRES_SHARE, STORED_SHARE,
                   THREADS_FACTOR)
from load import Figures

BEGIN, END = "<!-- bench/run writes from here -->", "<!-- to here -->"
FLOORS = {
    "http": "bare Beast answer",
    "es256_sign": "ES256 signature",
    "rs256_sign": "RS256 signature, 2048 bits",
    "es256_verify": "ES256 verification",
    "argon2id": "argon2id, 19 MiB, t=2",
    "commit": "durable commit of one row, SQLite WAL, synchronous=FULL",
}


def spread(figures: Figures) -> str:
    digits = 1 if figures.median < 1000 else 0
    low, middle, high = (f"{one:,.{digits}f}" for one in (min(figures.rates), figures.median, max(figures.rates)))
    return f"{middle} /s | {low} - {high}"


def against(value: float, goal: float, text: str) -> str:
    return text if value >= goal else f"{text}, missed"


def plain_latency(figures: Figures) -> str:
    return f"{figures.p50_milliseconds:.1f} / {figures.p99_milliseconds:.1f} ms"


def latency(figures: Figures) -> str:
    return plain_latency(figures) + (", missed" if figures.p99_milliseconds >= P99_MILLISECONDS else "")


def table(heads: list[str], rows: list[str]) -> list[str]:
    return ["| " + " | ".join(heads) + " |", "|" + "---|" * len(heads), *(f"| {row} |" for row in rows), ""]


def sqlite_row(name: str, figures: Figures, floors: dict[str, Figures]) -> str:
    ceiling = CEILINGS[name]
    share = figures.median / ceiling.rate(floors)
    return " | ".join([
        name, spread(figures), f"{ceiling.rate(floors):,.0f} /s", f"{share:.0%}",
        against(share, ceiling.share, f"{ceiling.share:.0%}"), latency(figures)])


def postgres_row(name: str, figures: Figures, sqlite: Figures) -> str:
    share = figures.median / sqlite.median
    return " | ".join([name, spread(figures), f"{share:.0%}", against(share, POSTGRES_SHARE, f"{POSTGRES_SHARE:.0%}"),
                       latency(figures)])


def stored_row(name: str, figures: Figures, sqlite: Figures) -> str:
    share = figures.median / sqlite.median
    return " | ".join([name, spread(figures), f"{share:.0%}", against(share, STORED_SHARE, f"{STORED_SHARE:.0%}"),
                       latency(figures)])


def threads_row(name: str, figures: Figures, sqlite: Figures) -> str:
    factor = figures.median / sqlite.median
    return " | ".join([name, spread(figures), f"{factor:.2f}", against(factor, THREADS_FACTOR, str(THREADS_FACTOR)),
                       f"{figures.load_share:.0%}", latency(figures)])


def peer_row(name: str, figures: Figures, own: Figures | None) -> str:
    factor = own.median / figures.median if own else None
    goal = against(factor, PEER_FACTOR, str(PEER_FACTOR)) if factor else ""
    return " | ".join([name, spread(figures), f"{factor:.1f}" if factor else "", goal, plain_latency(figures)])


def text(results: dict) -> str:
    floors, sqlite, memory = results["floors"], results["sqlite"], results["memory"]
    lines = [f"One run of `bench/run`, {results['condition']}.", "",
             *table(["floor, one core", "median", "range"],
                    [f"{FLOORS[name]} | {spread(figures)}" for name, figures in floors.items()]),
             *table(["Latchkey on SQLite", "median", "range", "ceiling", "share", "goal", "p50 / p99 at 70 % load"],
                    [sqlite_row(name, figures, floors) for name, figures in sqlite.items()])]
    for where, figures in results["postgres"].items():
        lines += table([f"Latchkey on PostgreSQL, {where}", "median", "range", "of SQLite", "goal",
                        "p50 / p99 at 70 % load"],
                       [postgres_row(name, one, sqlite[name]) for name, one in figures.items()])
    for where, figures in results["threads"].items():
        lines += table([f"two network threads on SQLite, {where}", "median", "range", "times one", "goal",
                        "of a core, for the load", "p50 / p99 at 70 % load"],
                       [threads_row(name, one, sqlite[name]) for name, one in figures.items()])
    if results["stored"]:
        lines += table(["SQLite, 1,000,000 users, 10,000 clients, 10,000,000 audit events", "median", "range",
                        "of a new store", "goal", "p50 / p99 at 70 % load"],
                       [stored_row(name, one, sqlite[name]) for name, one in results["stored"].items()])
    if results["peers"]:
        lines += table(["peer, client credentials", "median", "range", "Latchkey is faster by", "goal",
                        "p50 / p99 at 70 % load"],
                       [peer_row(name, figures, sqlite["client credentials"] if name.endswith("ES256") else None)
                        for name, figures in results["peers"].items()])
    full = memory["with 10,000 clients and 100,000 users, under load"]
    rows = [f"{name} | {mib:.1f} MiB | " for name, mib in memory.items()]
    rows[-1] += f"under {MEMORY_MIB} MiB" + (", missed" if full >= MEMORY_MIB else "")
    lines += table(["resident memory", "", "goal"], rows)
    return "\n".join([*lines, "![Shares of the ceilings, and the goals](performance.svg)"])


def write(results: dict, docs: Path) -> None:
    shares = {name: (figures.median / CEILINGS[name].rate(results["floors"]), CEILINGS[name].share)
              for name, figures in results["sqlite"].items()}
    (docs / "performance.svg").write_text(chart.bars("Latchkey on SQLite: share of the ceiling", shares))
    page = docs / "performance.md"
    before, rest = page.read_text().split(BEGIN)
    after = rest.split(END)[1]
    page.write_text(f"{before}{BEGIN}\n\n{text(results)}\n\n{END}{after}")
