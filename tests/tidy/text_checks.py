"""Every text of a page has its German, and every German text is of a page."""

import pathlib
import re

from checks import files

STRING = r'"((?:\\.|[^"\\])*)"'
STRINGS = rf"{STRING}(?:\s*{STRING})*"
IN_TEMPLATE = re.compile(r"\{\{#t\}\}(.*?)\{\{/t\}\}", re.S)
# Where handlers name a text: what a member of a page is set to, and the words of a call of translate().
MEMBER = re.compile(rf"\.(?:title|advice|fault)\s*=((?:{STRING}|[^\";,{{}}])*)")
CALL = re.compile(rf"\btranslate\([\w.]+,\s*({STRINGS})")
PAIR = re.compile(rf"Texts\{{\s*({STRINGS}),\s*({STRINGS})\s*\}}")
FOLDERS = ("page", "endpoint")
# Files whose every literal that begins with a capital is shown.
ALL_WORDS = ("consent_view.cpp", "standard_permissions.cpp")


def joined(literals: str) -> str:
    return "".join(re.findall(STRING, literals)).replace('\\"', '"')


def texts_of(path: pathlib.Path) -> set[str]:
    text = path.read_text()
    found = set(IN_TEMPLATE.findall(text)) | {joined(match[1]) for match in CALL.finditer(text)}
    found |= {joined(one[0]) for match in MEMBER.finditer(text) for one in re.finditer(STRINGS, match[1])}
    if path.name in ALL_WORDS:
        found |= {one for match in re.finditer(STRINGS, text) if (one := joined(match[0]))[:1].isupper()}
    return found - {""}


def untranslated_texts(root: pathlib.Path) -> list[str]:
    table = root / "src" / "page" / "german.cpp"
    german = {joined(match[1]) for match in PAIR.finditer(table.read_text())}
    sources = [path for folder in FOLDERS if (root / "src" / folder).is_dir()
               for path in files(root / "src" / folder, ".cpp")
               if path != table and not path.name.endswith("_test.cpp")]
    sources += [path for path in [root / "src/oauth/model/standard_permissions.cpp"] if path.is_file()]
    used: dict[str, str] = {}
    for path in sources:
        for text in texts_of(path):
            used.setdefault(text, path.relative_to(root).as_posix())
    return ([f"{used[one]}: src/page/german.cpp has no {one!r}" for one in sorted(used.keys() - german)]
            + [f"src/page/german.cpp: no page says {one!r}" for one in sorted(german - used.keys())])
