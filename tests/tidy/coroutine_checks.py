"""What g++ 12 gets wrong about coroutines, and the sources therefore avoid."""

import pathlib
import re
from collections.abc import Iterator

from checks import CODE, files, line_of, without_comments

FOLDERS = ("src", "tests", "fuzz", "bench", "examples")
CO_AWAIT = re.compile(r"\bco_await\b")
# A lambda introducer: a bracket where an expression begins, its captures, and what may follow it.
LAMBDA = re.compile(r"(?<=[(,{=&|!?:\s])\[([^\[\]]*)\]\s*(?=[({]|mutable\b)")
OPENING, CLOSING = "([{", ")]}"


def awaited_expressions(text: str) -> Iterator[tuple[int, str]]:
    """Every full expression from its co_await on, with its position."""
    for match in CO_AWAIT.finditer(text):
        depth = 0
        for end in range(match.end(), len(text)):
            char = text[end]
            if (char == ";" and depth <= 0) or (char == "{" and depth < 0):
                break
            depth += (char in OPENING) - (char in CLOSING)
        yield match.end(), text[match.end():end]


def copies(captures: str) -> list[str]:
    """The captures that the closure owns: everything but references and `this`."""
    return [one for one in split_captures(captures) if one != "this" and not one.startswith("&")]


def split_captures(captures: str) -> Iterator[str]:
    depth, start = 0, 0
    for position, char in enumerate(captures + ","):
        if char == "," and depth == 0:
            if one := captures[start:position].strip():
                yield one
            start = position + 1
        depth += (char in OPENING) - (char in CLOSING)


def awaited_lambdas_that_own(root: pathlib.Path) -> list[str]:
    """g++ 12 destroys the copies that a lambda written inside a co_await expression holds twice."""
    found = set()
    for folder in FOLDERS:
        if not (root / folder).is_dir():
            continue
        for path in files(root / folder, *CODE):
            text = without_comments(path.read_text())
            for start, expression in awaited_expressions(text):
                for match in LAMBDA.finditer(expression):
                    if copies(match[1]):
                        found.add(f"{path.relative_to(root)}:{line_of(text, start + match.start())}: name the lambda "
                                  f"[{match[1]}] before the co_await; g++ 12 would destroy its captures twice")
    return sorted(found)
