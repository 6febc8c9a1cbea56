"""Which folder of src/ may include what."""

import pathlib
import re

# Rows of the table in docs/architecture.md: | `folder/` | `what it may use` | what it holds |
ROW = re.compile(r"^\| `(\w+)/` \|\s*(?:`([\w ]+)`|[^|`]*)\s*\|", re.M)

# What is not linked into the server.
APART = {"resource"}


def arrows(root: pathlib.Path) -> dict[str, set[str]]:
    """By folder, what it may include beside itself and base."""
    text = (root / "docs" / "architecture.md").read_text()
    table = {match[1]: set((match[2] or "").split()) for match in ROW.finditer(text)}
    if "server" in table:
        table["server"] = set(table) - {"server", "base"} - APART
        table["main.cpp"] = {"server"}
    return table


def closure(table: dict[str, set[str]], folder: str) -> set[str]:
    """What a folder reaches along any number of arrows; tests and fixtures may include that."""
    direct = table.get(folder, set())
    return direct.union(*(closure(table, one) for one in direct))


# Third-party headers, and the only places that may include them.
OWNERS = {
    "boost/beast": ["http/", "base/asio.cpp"],
    "openssl/": ["crypto/"],
    "sodium": ["crypto/"],
    "sqlite3": ["db/"],
    "zlib": ["audit/"],
    "libpq": ["db/"],
    "kainjow/": ["page/"],
    "CLI/": ["server/", "cli/"],
    "toml++/": ["server/"],
    "yaml-cpp/": ["yaml/"],
    "curl/": ["resource/"],
}

# What would make the protocol core depend on anything but its arguments.
IMPURE = [
    "boost/asio", "boost/beast", "spdlog/spdlog.h", "base/log.hpp", "base/task.hpp", "base/random.hpp",
    "fstream", "iostream", "filesystem", "random", "thread", "mutex", "future", "cstdio", "unistd.h", "sys/",
]
