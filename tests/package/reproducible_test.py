"""Two builds of the same sources in different folders give the same binary."""

import hashlib
import os
import pathlib
import shutil
import subprocess
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
MADE_HERE = (".git", "build", "dist", "generated", "node_modules", "var", "__pycache__")


def run(*command: str, **options) -> None:
    result = subprocess.run(command, capture_output=True, text=True, **options)
    if result.returncode:
        raise AssertionError(f"{' '.join(command)}\n{result.stdout[-3000:]}{result.stderr[-3000:]}")


def copy_sources(target: pathlib.Path) -> None:
    """All but what was built or installed here; the console's packages by reference."""
    shutil.copytree(ROOT, target, ignore=shutil.ignore_patterns(*MADE_HERE))
    (target / "console/node_modules").symlink_to(ROOT / "console/node_modules")


class Reproducible(unittest.TestCase):
    def test_another_folder_gives_the_same_binary(self) -> None:
        with tempfile.TemporaryDirectory(prefix="latchkey-elsewhere-") as folder:
            elsewhere = pathlib.Path(folder) / "a folder of another length"
            copy_sources(elsewhere)
            run("cmake", "--preset", "release", "-DLATCHKEY_TESTS=OFF", cwd=elsewhere)
            run("ninja", "-C", "build/release", "-j", str(os.cpu_count()), "latchkey", cwd=elsewhere)
            binaries = [place / "build/release/latchkey" for place in (ROOT, elsewhere)]
            digests = [hashlib.sha256(binary.read_bytes()).hexdigest() for binary in binaries]
            self.assertEqual(*digests)
            self.assertNotIn(str(ROOT).encode(), binaries[0].read_bytes())


if __name__ == "__main__":
    unittest.main()
