"""Two builds of the same sources in different folders give the same binary."""

import hashlib
import os
import pathlib
import shutil
import subprocess
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]


def run(*command: str, **options) -> None:
    result = subprocess.run(command, capture_output=True, text=True, **options)
    if result.returncode:
        raise AssertionError(f"{' '.join(command)}\n{result.stdout[-3000:]}{result.stderr[-3000:]}")


def copy_sources(target: pathlib.Path) -> None:
    """What is under version control, as it is now; the console's packages by reference."""
    names = subprocess.run(["git", "ls-files", "--cached", "--others", "--exclude-standard"], cwd=ROOT, check=True,
                           capture_output=True, text=True).stdout.splitlines()
    for name in names:
        if (ROOT / name).is_file():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, target / name)
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
