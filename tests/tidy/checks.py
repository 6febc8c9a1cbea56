"""The house rules, each a function from a source tree to the list of what breaks it."""

import pathlib
import re
import subprocess
from collections.abc import Iterator

from arrows import IMPURE, OWNERS, arrows, closure

LONGEST_FILE_LINES = 400
SKIPPED = {".git", "build", "var", "node_modules", "__pycache__", "dist", "generated"}
CODE = {".cpp", ".hpp"}
PROGRAMS = CODE | {".js", ".ts", ".tsx", ".py", ".css", ".html", ".cmake", ".sql"}
BINARY = {".png", ".ico", ".woff2", ".jpg"}

INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]', re.M)

# Pattern, where it is allowed after all, and what to use instead.
BANNED = [
    (r"\bsystem_clock::now\b", ["base/clock"], "the Clock& or Time argument"),
    (r"\bstd::rand\b|\bsrand\s*\(|(?<![\w:])rand\s*\(\)", [], "the Random& argument"),
    (r"\brandom_device\b|\bmt19937", ["_test.cpp", "http/worker.cpp"], "the Random& argument"),
    (r"(?<!\w)(?:strcpy|strcat|sprintf|vsprintf|gets|strtok)\s*\(", [], "std::string, fmt::format"),
    (r"(?<!\w)(?:atoi|atol|atoll|atof)\s*\(", [], "std::from_chars"),
    (r"\bstd::cout\b|\bstd::cerr\b|(?<!\w)printf\s*\(", ["server/", "main.cpp"], "the log"),
    (r"(?<!\w)(?:system|popen)\s*\(", [], "a library"),
    (r"\bstd::regex\b|<regex>", [], "a hand-written check: std::regex recurses on its input"),
    (r"\bstd::(?:localtime|gmtime|mktime)\b|(?<![\w:])(?:localtime|gmtime|mktime)\s*\(", [], "std::chrono"),
    (r"\bstd::getenv\b|(?<![\w:])getenv\s*\(", ["server/", "db/postgres/test_database.hpp"], "an option that server/ passes down"),
    (r"\bconst_cast\b", [], "a signature that says what it needs"),
    (r"\bany_io_executor\b", [], "the executor of base/task.hpp"),
]


def files(root: pathlib.Path, *suffixes: str) -> Iterator[pathlib.Path]:
    pending = [root]
    while pending:
        for path in sorted(pending.pop().iterdir()):
            if path.name in SKIPPED:
                continue
            if path.is_dir():
                pending.append(path)
            elif not suffixes or path.suffix in suffixes:
                yield path


def code(root: pathlib.Path) -> Iterator[tuple[str, str]]:
    """The C++ files under src/ by their path there, with their text."""
    folder = root / "src"
    if folder.is_dir():
        for path in files(folder, *CODE):
            yield path.relative_to(folder).as_posix(), path.read_text()


def without_comments(text: str) -> str:
    """The text with comments and the insides of literals blanked, lines kept."""
    def blank(match: re.Match) -> str:
        found = match[0]
        if found.startswith("/"):
            return re.sub(r"[^\n]", " ", found)
        return '""' + "\n" * found.count("\n")
    literal = r'R"([^(\s]*)\((?:.|\n)*?\)\1"|"(?:\\.|[^"\\\n])*"'
    return re.sub(rf"//[^\n]*|/\*(?:.|\n)*?\*/|{literal}", blank, text)


def line_of(text: str, position: int) -> int:
    return text.count("\n", 0, position) + 1


def included_as(name: str) -> str:
    """How a file under src/ is named in an include: headers that are installed, without their folder."""
    return re.sub(r"^\w+/include/", "", name)


def folder_included(target: str) -> str:
    """The folder of src/ that an include in quotes leads to."""
    return re.sub(r"^latchkey/", "", target).split("/")[0]


def wrong_arrows(root: pathlib.Path) -> list[str]:
    table = arrows(root)
    found = []
    for name, text in code(root):
        folder = name.split("/")[0]
        if folder not in table:
            found.append(f"src/{name}: docs/architecture.md has no row for {folder}")
            continue
        is_test = re.search(r"_(test\.cpp|fixture\.[ch]pp)$", name)
        allowed = {folder, "base"} | (closure(table, folder) if is_test else table[folder])
        for match in INCLUDE.finditer(text):
            target = folder_included(match[2])
            if match[1] == '"' and target not in allowed:
                found.append(f"src/{name}:{line_of(text, match.start())}: {folder} may not include {match[2]}")
    return found


def arrows_that_do_not_link(root: pathlib.Path) -> list[str]:
    """An arrow that CMakeLists.txt does not carry out, directly or through another."""
    links = {
        match[1]: set(re.findall(r"latchkey_(\w+)", match[2]))
        for match in re.finditer(r"latchkey_library\((\w+)\s+LINK([^)]*)\)", (root / "CMakeLists.txt").read_text())
    }
    return [
        f"CMakeLists.txt: {folder} does not link {target}"
        for folder, targets in arrows(root).items() if "." not in folder
        for target in sorted(targets - closure(links, folder))
    ]


def headers_of_others(root: pathlib.Path) -> list[str]:
    found = []
    for name, text in code(root):
        for match in INCLUDE.finditer(text):
            for header, owners in OWNERS.items():
                if match[2].startswith(header) and not name.startswith(tuple(owners)):
                    found.append(f"src/{name}:{line_of(text, match.start())}: "
                                 f"only {' and '.join(owners)} may include {match[2]}")
    return found


def impure_protocol(root: pathlib.Path) -> list[str]:
    found = []
    for name, text in code(root):
        if not name.startswith("oauth/") or name.endswith("_test.cpp"):
            continue
        for match in INCLUDE.finditer(text):
            if any(match[2] == one or (one.endswith("/") or "/" in one) and match[2].startswith(one)
                   for one in IMPURE):
                found.append(f"src/{name}:{line_of(text, match.start())}: oauth/ is pure and may not "
                             f"include {match[2]}")
    return found


def banned_calls(root: pathlib.Path) -> list[str]:
    found = []
    for name, text in code(root):
        bare = without_comments(text)
        for pattern, allowed, instead in BANNED:
            if any(name.startswith(one) or name.endswith(one) for one in allowed):
                continue
            for match in re.finditer(pattern, bare):
                found.append(f"src/{name}:{line_of(bare, match.start())}: {match[0].strip()} is banned; "
                             f"use {instead}")
    return found


def unopened_headers(root: pathlib.Path) -> list[str]:
    found = []
    for name, text in code(root):
        if not name.endswith(".hpp"):
            continue
        lines = text.splitlines()
        opening = []
        for line in lines:
            if not line.startswith("//"):
                break
            opening.append(line[2:].strip())
        if not re.match(r"\w.*[.:]", " ".join(opening)):
            found.append(f"src/{name}: the first line must be a // sentence that says what the file is for")
        if "#pragma once" not in lines:
            found.append(f"src/{name}: no #pragma once")
    return found


def unused_files(root: pathlib.Path) -> list[str]:
    """Headers that only their own source includes, and other files whose name is written nowhere."""
    sources = dict(code(root))
    includers: dict[str, set[str]] = {}
    for folder in ("src", "tests", "fuzz", "bench", "examples"):
        if (root / folder).is_dir():
            for path in files(root / folder, *CODE, ".cmake"):
                text = path.read_text()
                for match in [*INCLUDE.finditer(text), *re.finditer(r"\b(HEADER) ([^\s)]+)", text)]:
                    includers.setdefault(match[2], set()).add(path.relative_to(root).as_posix())
    found = []
    for name in sources:
        if name.endswith(".hpp"):
            own = {f"src/{name[:-4]}{end}" for end in (".cpp", "_test.cpp", ".hpp")}
            if not includers.get(included_as(name), set()) - own:
                found.append(f"src/{name}: no other file includes it")
    for folder in ("src", "cmake", "setup", "tests"):
        if not (root / folder).is_dir():
            continue
        for path in files(root / folder):
            if path.suffix in CODE or re.search(r"[._]test\.\w+$", path.name) or path.name == "package.json":
                continue
            if not any(path.name in other or f"import {path.stem}" in other or f"from {path.stem} " in other
                       for other in texts_beside(root, path)):
                found.append(f"{path.relative_to(root)}: nothing names it")
    return found


def texts_beside(root: pathlib.Path, path: pathlib.Path) -> Iterator[str]:
    """The text of every program and script except `path`."""
    for other in files(root):
        if other != path and (other.suffix in PROGRAMS or other.suffix == "" or other.name == "CMakeLists.txt"):
            yield other.read_text(errors="replace")


def leftovers(root: pathlib.Path) -> list[str]:
    words = re.compile(r"\b(TO" r"DO|FIX" r"ME|X" r"XX|HA" r"CK)\b")
    found = []
    for path in files(root):
        if path.suffix in BINARY or path.name in ("LICENSE", "package-lock.json"):
            continue
        for number, line in enumerate(path.read_text(errors="replace").splitlines(), 1):
            if match := words.search(line):
                found.append(f"{path.relative_to(root)}:{number}: {match[0]}")
    return found


def places_of_one_machine(root: pathlib.Path) -> list[str]:
    """Paths and package hosts that exist only where somebody worked."""
    words = re.compile(r"(?<![\w.])/(?:wor" r"k|ho" r"me/\w+|roo" r"t|tm" r"p/b-)\b|\"resolved\":")
    found = []
    for path in files(root):
        if path.suffix in BINARY or path.name == "LICENSE":
            continue
        for number, line in enumerate(path.read_text(errors="replace").splitlines(), 1):
            if match := words.search(line):
                found.append(f"{path.relative_to(root)}:{number}: {match[0]}")
    return found


def unordered_migrations(root: pathlib.Path) -> list[str]:
    folder = root / "src" / "db" / "migrations"
    names = sorted(path.name for path in files(folder, ".cpp") if not path.name.endswith("_test.cpp"))
    found = [] if names else ["src/db/migrations: no migration"]
    listed = (folder / "list.hpp").read_text() if (folder / "list.hpp").is_file() else ""
    for number, name in enumerate(names, 1):
        match = re.fullmatch(r"(\d{4})_(\w+)\.cpp", name)
        if not match or int(match[1]) != number:
            found.append(f"src/db/migrations/{name}: expected number {number:04}, as in {number:04}_name.cpp")
        elif match[2] not in listed and match[1] not in listed:
            found.append(f"src/db/migrations/{name}: not in list.hpp")
    return found


def long_files(root: pathlib.Path) -> list[str]:
    found = []
    for path in files(root, *PROGRAMS, ".sh", ""):
        if path.name != "LICENSE":
            lines = len(path.read_text(errors="replace").splitlines())
            if lines > LONGEST_FILE_LINES:
                found.append(f"{path.relative_to(root)}: {lines} lines; split it")
    return found


def unformatted(root: pathlib.Path) -> list[str]:
    """What clang-format would change, by the .clang-format of the tree."""
    paths = [str(path) for folder in ("src", "tests", "fuzz", "bench", "examples") if (root / folder).is_dir()
             for path in files(root / folder, *CODE)]
    if not paths:
        return []
    outcome = subprocess.run(["clang-format-19", "--dry-run", "-Werror", *paths], capture_output=True, text=True)
    found = re.findall(r"^(\S+?):(\d+):\d+: error", outcome.stderr, re.M)
    if outcome.returncode != 0 and not found:
        return [outcome.stderr]
    return sorted({f"{pathlib.Path(path).relative_to(root)}: run clang-format-19 -i" for path, _ in found})


def broken_scripts(root: pathlib.Path) -> list[str]:
    """Shell scripts that bash cannot read, or that go on after a failure."""
    found = []
    for path in files(root, ".sh", ""):
        text = path.read_text(errors="replace")
        is_script = text.startswith("#!/usr/bin/env bash")
        if not is_script and path.suffix != ".sh":
            continue
        outcome = subprocess.run(["bash", "-n", str(path)], capture_output=True, text=True)
        if outcome.returncode != 0:
            found.append(f"{path.relative_to(root)}: {outcome.stderr.strip()}")
        if is_script and "set -euo pipefail" not in text:
            found.append(f"{path.relative_to(root)}: no `set -euo pipefail`")
    return found
