"""The house rules of the web console, each a function from a source tree to what breaks it."""

import pathlib
import posixpath
import re
from collections.abc import Iterator

from checks import files, line_of

# What each folder of console/src may import beside itself; a feature only itself of features/.
MAY_IMPORT = {
    "api": set(),
    "texts": set(),
    "ui": {"api", "texts"},
    "features": {"ui", "api", "texts"},
    "app": {"features", "ui", "api", "texts"},
}
ENTRY = "main.tsx"
IMPORT = re.compile(r'\b(?:from|import)\s*\(?\s*"([^"]+)"')


def modules(root: pathlib.Path) -> dict[str, str]:
    """The modules under console/src by their path there, with their text."""
    folder = root / "console" / "src"
    if not folder.is_dir():
        return {}
    return {path.relative_to(folder).as_posix(): path.read_text() for path in files(folder, ".ts", ".tsx", ".css")}


def imports(name: str, text: str) -> Iterator[tuple[int, str]]:
    """What a module imports of console/src: the line, and the path there without its suffix."""
    for match in IMPORT.finditer(text):
        asked = match[1]
        if asked.startswith("~/"):
            target = asked[2:]
        elif asked.startswith("."):
            target = posixpath.normpath(posixpath.join(posixpath.dirname(name), asked))
        else:
            continue
        if not target.startswith(".."):
            yield line_of(text, match.start()), target


def part(name: str) -> tuple[str, str]:
    """The folder, and within features/ the feature."""
    segments = name.split("/")
    return segments[0], segments[1] if segments[0] == "features" and len(segments) > 1 else ""


def wrong_imports(root: pathlib.Path) -> list[str]:
    found = []
    for name, text in modules(root).items():
        if "/" not in name:
            continue
        own = part(name)
        allowed = MAY_IMPORT.get(own[0])
        if allowed is None:
            found.append(f"console/src/{name}: no rule for the folder {own[0]}")
            continue
        for line, target in imports(name, text):
            other = part(target)
            if other != own and other[0] not in allowed:
                found.append(f"console/src/{name}:{line}: {'/'.join(filter(None, own))} may not import {target}")
    return found


def unused_modules(root: pathlib.Path) -> list[str]:
    """Modules that no other one imports; tests do not count."""
    known = modules(root)
    used = set()
    for name, text in known.items():
        if re.search(r"\.test\.tsx?$", name):
            continue
        used.update(target for _, target in imports(name, text) if target != re.sub(r"\.\w+$", "", name))
    return [
        f"console/src/{name}: nothing imports it" for name in known
        if name != ENTRY and not re.search(r"\.test\.tsx?$", name)
        and not {name, re.sub(r"\.tsx?$", "", name), re.sub(r"/?index\.tsx?$", "", name) or "."} & used
    ]


def kept_in_the_browser(root: pathlib.Path) -> list[str]:
    """Storage of the browser is for the language and a draft, never for what signs anybody in."""
    allowed = {"texts/index.ts", "features/clients/register/use_draft.ts"}
    return [
        f"console/src/{name}:{line_of(text, match.start())}: {match[0]}"
        for name, text in modules(root).items() if name not in allowed and not name.endswith(".test.ts")
        for match in re.finditer(r"\b(?:localStorage|sessionStorage|indexedDB|document\.cookie)\b", text)
    ]
