"""npm's lock files name every package that they need, also those for other machines than the one
that wrote them: `npm ci` refuses a lock that does not."""

import json
import pathlib
from collections.abc import Iterator

from checks import files


def locks(root: pathlib.Path) -> Iterator[pathlib.Path]:
    for path in files(root, ".json"):
        if path.name == "package-lock.json":
            yield path


def needed(entry: dict, is_root: bool) -> set[str]:
    """The packages that an entry of a lock asks for; peers that may be missing aside."""
    optional_peers = {name for name, meta in entry.get("peerDependenciesMeta", {}).items() if meta.get("optional")}
    names = {*entry.get("dependencies", {}), *entry.get("optionalDependencies", {})}
    names |= {*entry.get("peerDependencies", {})} - optional_peers
    return names | {*entry.get("devDependencies", {})} if is_root else names


def is_found(packages: dict, place: str, name: str) -> bool:
    """As Node searches: in the node_modules of the package itself, then in those around it."""
    while True:
        if (f"{place}/" if place else "") + f"node_modules/{name}" in packages:
            return True
        if not place:
            return False
        place = place.rpartition("node_modules/")[0].rstrip("/")


def incomplete_locks(root: pathlib.Path) -> list[str]:
    found = []
    for path in locks(root):
        packages = json.loads(path.read_text())["packages"]
        for place, entry in packages.items():
            found += [
                f"{path.relative_to(root)}: {place or 'the project'} needs {name}, which has no entry; "
                "write the lock anew in a folder without node_modules"
                for name in sorted(needed(entry, not place))
                if not is_found(packages, place, name)
            ]
    return found
