"""The Debian package: what is in it, and its life from installation to purge."""

import os
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from service import Service, free_port, unit_settings
from test_root import TestRoot, run

ROOT = pathlib.Path(__file__).resolve().parents[2]
BUILD = ROOT / "build" / "release"
UNIT = ROOT / "packaging" / "debian" / "latchkey.service"
OLD, NEW = "1.0.0", "1.1.0"
EPOCH = "1700000000"


def build_package(folder: pathlib.Path, version: str) -> pathlib.Path:
    """As `cpack` does it after a build, with this version."""
    run("cpack", "--config", str(BUILD / "CPackConfig.cmake"), "-R", version, "-B", str(folder), cwd=BUILD,
        env={**os.environ, "SOURCE_DATE_EPOCH": EPOCH})
    [package] = folder.glob("*.deb")
    return package


class Packages:
    """Built once for all tests of this file."""

    folder = tempfile.TemporaryDirectory(prefix="latchkey-package-")
    built: dict[str, pathlib.Path] = {}

    @classmethod
    def of(cls, version: str) -> pathlib.Path:
        if version not in cls.built:
            cls.built[version] = build_package(pathlib.Path(cls.folder.name) / version, version)
        return cls.built[version]


def tearDownModule() -> None:
    Packages.folder.cleanup()


class Contents(unittest.TestCase):
    def setUp(self) -> None:
        self.package = Packages.of(OLD)

    def test_files_and_their_modes(self) -> None:
        listing = run("dpkg-deb", "--contents", str(self.package))
        files = {}
        for line in listing.splitlines():
            mode, owner, _, _, _, path = line.split(None, 5)
            self.assertEqual(owner, "root/root", line)
            if not mode.startswith("d"):
                files[path.removeprefix(".")] = mode
            else:
                self.assertEqual(mode, "drwxr-xr-x", line)
        self.assertEqual(files.pop("/usr/bin/latchkey"), "-rwxr-xr-x")
        documents = "/usr/share/doc/latchkey"
        self.assertLessEqual({
            "/etc/latchkey/latchkey.toml", "/usr/lib/systemd/system/latchkey.service",
            "/usr/lib/systemd/system/latchkey.socket", "/usr/share/man/man8/latchkey.8.gz",
            f"{documents}/changelog.gz", f"{documents}/copyright", f"{documents}/operations.md",
            f"{documents}/latchkey.cdx.json", "/usr/share/bash-completion/completions/latchkey",
            "/usr/share/zsh/vendor-completions/_latchkey", "/usr/share/fish/vendor_completions.d/latchkey.fish",
        }, set(files))
        self.assertEqual(set(files.values()), {"-rw-r--r--"})
        # The library for APIs is another component.
        self.assertEqual([file for file in files if "/include/" in file or file.endswith((".a", ".cmake"))], [])

    def test_needs_the_libraries_it_is_linked_with(self) -> None:
        depends = run("dpkg-deb", "--field", str(self.package), "Depends")
        for name in ("libc6", "libssl3", "libsodium23", "libsqlite3-0", "libstdc++6", "passwd"):
            self.assertRegex(depends, rf"(^|, ){re.escape(name)}( |,|$)")

    def test_the_same_build_gives_the_same_package(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            again = build_package(pathlib.Path(folder) / "again", OLD)
            self.assertEqual(again.name, self.package.name)
            self.assertEqual(again.read_bytes(), self.package.read_bytes())

    def test_the_binary_is_stripped(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            run("dpkg-deb", "--extract", str(self.package), folder)
            sections = run("readelf", "--sections", "--wide", f"{folder}/usr/bin/latchkey")
            self.assertNotIn(".symtab", sections)


class Unit(unittest.TestCase):
    def test_exposure_is_below_2(self) -> None:
        # The threshold is in tenths.
        result = subprocess.run(
            ["systemd-analyze", "security", "--offline=true", "--threshold=20", "--no-pager", str(UNIT)],
            capture_output=True, text=True)
        self.assertEqual(result.returncode, 0, result.stdout[-500:] + result.stderr)
        exposure = re.search(r"Overall exposure level for \S+: (\d+\.\d)", result.stdout)
        self.assertLess(float(exposure[1]), 2.0)

    def test_has_what_the_server_cannot_do_without(self) -> None:
        settings = unit_settings(UNIT.read_text())
        self.assertIn("CAP_NET_BIND_SERVICE", settings["AmbientCapabilities"])
        self.assertEqual(settings["StateDirectoryMode"], ["0700"])
        # The generated password of the first administrator is printed there.
        self.assertEqual(settings["StandardOutput"], ["null"])


@unittest.skipIf(os.geteuid() != 0, "needs root, for chroot")
class Life(unittest.TestCase):
    """One package's life, each step on what the one before left."""

    @classmethod
    def setUpClass(cls) -> None:
        cls.folder = tempfile.TemporaryDirectory(prefix="latchkey-root-")
        cls.addClassCleanup(cls.folder.cleanup)
        depends = run("dpkg-deb", "--field", str(Packages.of(OLD)), "Depends").strip()
        cls.root = TestRoot(pathlib.Path(cls.folder.name) / "root", depends)
        cls.addClassCleanup(cls.root.remove)
        cls.port = free_port()
        cls.state = cls.root.path / "var/lib/latchkey"
        cls.configuration = cls.root.path / "etc/latchkey/latchkey.toml"

    def install(self, version: str) -> str:
        package = self.root.path / "tmp/latchkey.deb"
        package.write_bytes(Packages.of(version).read_bytes())
        result = self.root.run("dpkg", "--install", "/tmp/latchkey.deb")
        return result.stdout + result.stderr

    def status(self) -> str:
        return self.root.run("dpkg-query", "--show", "--showformat", "${Status} ${Version}", "latchkey",
                             check=False).stdout

    def owner(self) -> int:
        users = (self.root.path / "etc/passwd").read_text()
        return int(re.search(r"^latchkey:[^:]*:(\d+):", users, re.M)[1])

    def start(self) -> Service:
        service = Service(self.root, self.port)
        self.addCleanup(service.stop)
        try:
            self.assertEqual(service.next_notice(), "READY=1")
        except TimeoutError:
            self.fail(f"not ready: {service.stop()}")
        return service

    def stop(self, service: Service) -> None:
        code, output = service.stop()
        self.assertEqual(code, 0, output)

    def test_1_install(self) -> None:
        self.assertIn("systemctl enable --now latchkey", self.install(OLD))
        self.assertEqual(self.status(), f"install ok installed {OLD}")
        self.assertEqual(self.state.stat().st_mode & 0o7777, 0o700)
        self.assertEqual(self.state.stat().st_uid, self.owner())
        shell = re.search(r"^latchkey:.*:(\S+)$", (self.root.path / "etc/passwd").read_text(), re.M)
        self.assertEqual(shell[1], "/usr/sbin/nologin")

    def test_2_start_and_write(self) -> None:
        text = self.configuration.read_text().replace("127.0.0.1:8080", f"127.0.0.1:{self.port}", 1)
        self.configuration.write_text(text + "# changed by the administrator\n")
        service = self.start()
        headers = service.sign_in()
        status, _, client = service.call("POST", "/api/v1/oauth2/clients", {
            "name": "Kept over the upgrade", "client_type": "confidential", "grant_types": ["client_credentials"],
            "scopes": ["pipelines:read"]}, headers)
        self.assertEqual(status, 201, client)
        for file in self.state.iterdir():
            self.assertEqual(file.stat().st_uid, self.owner(), file)
            self.assertEqual(file.stat().st_mode & 0o077, 0, file)
        service.reload()
        self.assertEqual([service.next_notice(), service.next_notice()], ["RELOADING=1", "READY=1"])
        self.stop(service)

    def test_3_upgrade_keeps_data_and_configuration(self) -> None:
        self.install(NEW)
        self.assertEqual(self.status(), f"install ok installed {NEW}")
        self.assertIn("# changed by the administrator", self.configuration.read_text())
        service = self.start()
        _, _, clients = service.call("GET", "/api/v1/oauth2/clients", headers=service.sign_in())
        self.assertIn("Kept over the upgrade", [client["name"] for client in clients["items"]])
        self.stop(service)

    def test_4_remove_keeps_data_and_configuration(self) -> None:
        self.root.run("dpkg", "--remove", "latchkey")
        self.assertEqual(self.status(), f"deinstall ok config-files {NEW}")
        self.assertFalse((self.root.path / "usr/bin/latchkey").exists())
        self.assertTrue((self.state / "latchkey.db").exists())
        self.assertTrue((self.state / "latchkey.key").exists())
        self.assertIn("# changed by the administrator", self.configuration.read_text())

    def test_5_purge_removes_only_what_is_its_own(self) -> None:
        (self.state / "notes.txt").write_text("somebody else's")
        self.root.run("dpkg", "--purge", "latchkey")
        self.assertEqual([file.name for file in self.state.iterdir()], ["notes.txt"])
        self.assertFalse(self.configuration.parent.exists())
        self.assertIn("\nlatchkey:", (self.root.path / "etc/passwd").read_text())

    def test_6_purge_of_a_fresh_installation_leaves_nothing(self) -> None:
        (self.state / "notes.txt").unlink()
        self.install(NEW)
        self.root.run("dpkg", "--purge", "latchkey")
        self.assertFalse(self.state.exists())
        self.assertFalse(self.configuration.parent.exists())
        self.assertNotIn("latchkey", (self.root.path / "etc/passwd").read_text())
        left = [path for path in self.root.path.rglob("*latchkey*") if path.name != "latchkey.deb"]
        self.assertEqual(left, [])


if __name__ == "__main__":
    unittest.main()
