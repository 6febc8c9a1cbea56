"""Which folder of src/ may include what: the arrows of docs/architecture.md."""

# Every folder may include itself and base.
ARROWS = {
    "base": "",
    "crypto": "",
    "jose": "crypto",
    "oauth": "jose crypto",
    "http": "",
    "db": "",
    "store": "db oauth jose crypto",
    "identity": "store oauth crypto",
    "page": "identity store oauth http",
    "api": "identity store oauth http jose",
    "endpoint": "identity store oauth jose http page",
    "server": "api crypto db endpoint http identity jose oauth page store",
    "main.cpp": "server",
}

# Third-party headers, and the only places that may include them.
OWNERS = {
    "boost/beast": ["http/", "base/asio.cpp"],
    "openssl/": ["crypto/"],
    "sodium": ["crypto/"],
    "sqlite3": ["db/"],
    "libpq": ["db/"],
    "kainjow/": ["page/"],
    "CLI/": ["server/"],
    "toml++/": ["server/"],
}

# What would make the protocol core depend on anything but its arguments.
IMPURE = [
    "boost/asio", "boost/beast", "spdlog/spdlog.h", "base/log.hpp", "base/task.hpp", "base/random.hpp",
    "fstream", "iostream", "filesystem", "random", "thread", "mutex", "future", "cstdio", "unistd.h", "sys/",
]
