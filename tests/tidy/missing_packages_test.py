"""setup/missing_packages.js finds the native packages that npm left out."""

import json
import pathlib
import subprocess
import tempfile
import unittest

PROJECT = pathlib.Path(__file__).resolve().parents[2]
NODE = PROJECT / "tests/node_modules/.bin/node"


def missing(packages, present=()):
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        (folder / "package-lock.json").write_text(json.dumps({"packages": packages}))
        for place in present:
            (folder / place).mkdir(parents=True)
            (folder / place / "package.json").write_text("{}")
        return subprocess.run(
            [NODE, PROJECT / "setup/missing_packages.js", folder],
            check=True, capture_output=True, text=True).stdout.split()


PLATFORM = subprocess.run(
    [NODE, "-p", "process.platform + ' ' + process.arch"],
    check=True, capture_output=True, text=True).stdout.split()


class MissingPackages(unittest.TestCase):
    native = {"os": [PLATFORM[0]], "cpu": [PLATFORM[1]], "libc": ["glibc"], "optional": True}

    def test_names_the_native_package_that_is_not_there(self):
        self.assertEqual(missing({"": {}, "node_modules/@a/native": self.native}), ["node_modules/@a/native"])

    def test_is_silent_when_it_is_there(self):
        lock = {"": {}, "node_modules/@a/native": self.native}
        self.assertEqual(missing(lock, ["node_modules/@a/native"]), [])

    def test_does_not_ask_for_those_of_other_platforms(self):
        self.assertEqual(missing({
            "node_modules/os": {**self.native, "os": ["win32"]},
            "node_modules/cpu": {**self.native, "cpu": ["wasm32"]},
            "node_modules/libc": {**self.native, "libc": ["musl"]},
            "node_modules/not": {**self.native, "os": [f"!{PLATFORM[0]}"]},
            "node_modules/anywhere": {"optional": True},
        }), [])


if __name__ == "__main__":
    unittest.main()
