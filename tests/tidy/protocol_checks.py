"""docs/protocol.md names only files and tests that are there."""

import fnmatch
import pathlib
import re
from collections.abc import Iterator

from checks import CODE, files

ROW = re.compile(r"^\|(?!-)(?P<cells>.+)\|$")
NAMED = re.compile(r"`([^`]+)`")


def rows(text: str) -> Iterator[tuple[int, str, str]]:
    """Line, file cell and proof cell of every row of the map."""
    header = None
    for number, line in enumerate(text.splitlines(), 1):
        match = ROW.match(line)
        cells = [cell.strip() for cell in match["cells"].split("|")] if match else []
        if not match:
            header = None if not line.startswith("|") else header
        elif header is None:
            header = cells
        elif header[-2:] == ["file", "proved by"]:
            yield number, cells[-2], cells[-1]


def beside(names: list[str]) -> list[str]:
    """The names with their folders: one without a folder is in that of the name before it."""
    full, folder = [], ""
    for name in names:
        if "/" in name:
            folder = name.rpartition("/")[0]
        full.append(name if "/" in name else f"{folder}/{name}")
    return full


def unproved_sections(root: pathlib.Path) -> list[str]:
    sources = {path.relative_to(root / "src").as_posix() for path in files(root / "src", *CODE)}
    tests = {path.relative_to(root / "tests").as_posix() for path in files(root / "tests")}
    units = {name.rpartition("/")[2] for name in sources if name.endswith("_test.cpp")}

    def is_test(name: str) -> bool:
        return name in units or bool(fnmatch.filter(tests, name))

    found = []
    for line, file_cell, proof_cell in rows((root / "docs" / "protocol.md").read_text()):
        named = beside(NAMED.findall(file_cell))
        missing = [one for one in named if one not in sources and not (one.endswith("/") and (root / "src" / one).is_dir())]
        proofs = [one for one in NAMED.findall(proof_cell) if "(" not in one]
        if "their `_test.cpp`" in proof_cell:
            proofs.remove("_test.cpp")
            proofs += [one.rpartition("/")[2].replace(".cpp", "_test.cpp") for one in named if one.endswith(".cpp")]
        missing += [one for one in proofs if not is_test(one)]
        found += [f"docs/protocol.md:{line}: there is no {one}" for one in missing]
        if not named or not proofs:
            found.append(f"docs/protocol.md:{line}: names no {'test' if named else 'file'}")
    return found
