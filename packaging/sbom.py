#!/usr/bin/env python3
"""Writes what the latchkey binary is made of, as a CycloneDX 1.5 document.

Shared libraries are those the binary is linked against, header-only libraries those of setup/packages.sh that
leave no trace in it; both are named by the Debian packages installed on the machine that builds. The console's
packages come from console/package-lock.json. The same inputs give the same document.
"""

import argparse
import base64
import hashlib
import json
import os
import pathlib
import re
import subprocess
import urllib.parse
import uuid
from datetime import datetime, timezone

ROOT = pathlib.Path(__file__).resolve().parent.parent

# What is compiled in from headers, by the package that holds them.
HEADERS = ["libboost1.81-dev", "libcli11-dev", "libtomlplusplus-dev", "libkainjow-mustache-dev"]


def output(*command: str) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def linked_files(binary: pathlib.Path) -> list[str]:
    """The shared libraries that the dynamic linker would load for what the binary itself names."""
    needed = set(re.findall(r"\(NEEDED\).*\[(.+)\]", output("readelf", "-d", str(binary))))
    found = dict(re.findall(r"^\s*(\S+) => (/\S+)", output("ldd", str(binary)), re.M))
    missing = needed - set(found) - {"ld-linux-x86-64.so.2"}
    if missing:
        raise SystemExit(f"not found: {', '.join(sorted(missing))}")
    return [found[name] for name in sorted(needed & set(found))]


def owner(file: str) -> str:
    """The Debian package that a file belongs to, also where /lib is a link to /usr/lib."""
    for path in (file, os.path.realpath(file), re.sub(r"^/usr/lib", "/lib", os.path.realpath(file)), "/usr" + file):
        result = subprocess.run(["dpkg-query", "--search", path], capture_output=True, text=True)
        if result.returncode == 0:
            return result.stdout.split(": ")[0].split(",")[0]
    raise SystemExit(f"no Debian package owns {file}")


def license_of(package: str) -> list[str]:
    """The short names in a machine-readable copyright file."""
    text = pathlib.Path(f"/usr/share/doc/{package}/copyright").read_text(errors="replace")
    if not text.startswith("Format:"):
        return []
    return sorted(set(re.findall(r"^License:\s*(\S[^\n]*)", text, re.M)))


def debian_component(package: str, is_linked: bool) -> dict:
    name, version, architecture, source = output(
        "dpkg-query", "--show", "--showformat",
        "${Package}\n${Version}\n${Architecture}\n${source:Package}", package).split("\n")
    purl = (f"pkg:deb/debian/{urllib.parse.quote(name)}@{urllib.parse.quote(version)}"
            f"?arch={architecture}&upstream={urllib.parse.quote(source)}")
    component = {
        "type": "library",
        "bom-ref": purl,
        "name": name,
        "version": version,
        "scope": "required",
        "purl": purl,
        "properties": [{"name": "latchkey:use", "value": "shared library" if is_linked else "headers"}],
    }
    if names := license_of(name):
        component["licenses"] = [{"license": {"name": one}} for one in names]
    return component


def npm_component(place: str, entry: dict) -> dict:
    name = entry.get("name") or place.rsplit("node_modules/", 1)[1]
    group, _, short = name.rpartition("/")
    full = f"{urllib.parse.quote(group)}/{short}" if group else short
    purl = f"pkg:npm/{full}@{entry['version']}"
    component = {"type": "library", "bom-ref": purl, **({"group": group} if group else {}), "name": short,
                 "version": entry["version"], "scope": "required", "purl": purl}
    if "integrity" in entry:
        algorithm, _, digest = entry["integrity"].partition("-")
        component["hashes"] = [{"alg": algorithm.upper().replace("SHA", "SHA-"),
                                "content": base64.b64decode(digest).hex()}]
    if "license" in entry:
        is_expression = " " in entry["license"]
        component["licenses"] = [{"expression": entry["license"]} if is_expression
                                 else {"license": {"id": entry["license"]}}]
    return component


def console_components(lock: pathlib.Path) -> list[dict]:
    """What the lock file names for more than building and testing the console."""
    packages = json.loads(lock.read_text())["packages"]
    found = {}
    for place, entry in packages.items():
        if place and not any(entry.get(flag) for flag in ("dev", "devOptional", "link", "optional", "peer")):
            component = npm_component(place, entry)
            found[component["bom-ref"]] = component
    return list(found.values())


def document(binary: pathlib.Path, version: str, epoch: int) -> dict:
    linked = sorted({owner(file).split(":")[0] for file in linked_files(binary)})
    components = [debian_component(package, True) for package in linked]
    components += [debian_component(package, False) for package in HEADERS]
    components += console_components(ROOT / "console" / "package-lock.json")
    components.sort(key=lambda component: component["bom-ref"])
    digest = hashlib.sha256(binary.read_bytes()).hexdigest()
    own = f"pkg:deb/latchkey@{urllib.parse.quote(version)}"
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.5.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, f'{own}#{digest}')}",
        "version": 1,
        "metadata": {
            "timestamp": datetime.fromtimestamp(epoch, timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "component": {"type": "application", "bom-ref": own, "name": "latchkey", "version": version,
                          "licenses": [{"license": {"id": "Apache-2.0"}}]},
        },
        "components": components,
        "dependencies": [{"ref": own, "dependsOn": [component["bom-ref"] for component in components]}],
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--binary", type=pathlib.Path, required=True)
    parser.add_argument("--version", required=True)
    parser.add_argument("--output", type=pathlib.Path, required=True)
    arguments = parser.parse_args()
    epoch = int(os.environ.get("SOURCE_DATE_EPOCH") or os.path.getmtime(arguments.binary))
    arguments.output.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(document(arguments.binary, arguments.version, epoch), indent=2)
    arguments.output.write_text(text + "\n")


if __name__ == "__main__":
    main()
