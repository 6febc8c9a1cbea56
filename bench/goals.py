"""What each figure could be at best, and is to be."""

from dataclasses import dataclass

from load import Figures

POSTGRES_SHARE = 0.5
STORED_SHARE = 0.9
THREADS_FACTOR = 1.8
PEER_FACTOR = 7
P99_MILLISECONDS = 25
MEMORY_MIB = 40


@dataclass(frozen=True)
class Ceiling:
    """1 / (the sum of what the steps cost), each by its rate; `share`: the goal."""
    steps: tuple[str, ...]
    share: float

    def rate(self, floors: dict[str, Figures]) -> float:
        return 1 / sum(1 / floors[step].median for step in self.steps)


@dataclass(frozen=True)
class Wanted:
    """A rate that is asked for, whatever the floors are."""
    figure: float
    share: float = 1

    def rate(self, _: dict[str, Figures]) -> float:
        return self.figure


CEILINGS = {
    "client credentials": Ceiling(("http", "es256_sign"), 0.7),
    "refresh without ID token": Ceiling(("http", "es256_sign"), 0.6),
    "code exchange, ID token ES256": Ceiling(("http", "es256_sign", "es256_sign"), 0.6),
    "code exchange, ID token RS256": Ceiling(("http", "es256_sign", "rs256_sign"), 0.6),
    "introspection, token seen before": Ceiling(("http",), 0.6),
    "introspection, new tokens": Ceiling(("es256_verify",), 0.8),
    "userinfo": Ceiling(("http",), 0.6),
    "authz, calls sampled": Ceiling(("http",), 0.6),
    "authz, every call audited": Wanted(10_000),
    "JWKS": Ceiling(("http",), 0.85),
    "discovery": Ceiling(("http",), 0.85),
    "password sign-in": Ceiling(("argon2id",), 0.9),
}
