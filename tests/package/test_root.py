"""A root folder to install packages in, made of this machine's own packages: no network, no mounts."""

import os
import pathlib
import re
import shutil
import stat
import subprocess

# What maintainer scripts and dpkg itself rest on, beside what a package names.
BASE = ["base-files", "base-passwd", "bash", "coreutils", "dash", "debianutils", "diffutils", "dpkg", "findutils",
        "grep", "gzip", "init-system-helpers", "libc-bin", "login", "passwd", "perl-base", "sed", "tar", "util-linux"]
DEVICES = {"null": (1, 3), "zero": (1, 5), "random": (1, 8), "urandom": (1, 9)}
MERGED = ["bin", "lib", "lib64", "sbin"]


def run(*command: str, **options) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True, **options).stdout


def installed() -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """Of this machine: what each package needs (alternatives joined by |), and who provides a name."""
    needs: dict[str, list[str]] = {}
    providers: dict[str, list[str]] = {}
    fields = "${db:Status-Abbrev}\t${Package}\t${Pre-Depends}, ${Depends}\t${Provides}\n"
    for line in run("dpkg-query", "--show", "--showformat", fields).splitlines():
        status, package, depends, provides = line.split("\t")
        if not status.startswith("ii"):
            continue
        needs[package] = [part.strip() for part in depends.split(",") if part.strip()]
        for name in [package, *re.findall(r"([a-z0-9][\w.+-]+)(?: \([^)]*\))?", provides)]:
            providers.setdefault(name, []).append(package)
    return needs, providers


def closure(wanted: list[str]) -> list[str]:
    needs, providers = installed()
    found: set[str] = set()
    pending = list(wanted)
    while pending:
        alternatives = re.findall(r"(?:^|\|)\s*([a-z0-9][\w.+-]+)", pending.pop())
        names = [name for name in alternatives if name in providers]
        if not names:
            raise LookupError(f"this machine has none of {alternatives}")
        package = names[0] if names[0] in needs else providers[names[0]][0]
        if package not in found:
            found.add(package)
            pending += needs[package]
    return sorted(found)


class TestRoot:
    """remove() leaves nothing behind: nothing is mounted, and nothing runs but what run() waits for."""

    def __init__(self, folder: pathlib.Path, depends: str):
        self.path = folder
        packages = closure(BASE + [part.strip() for part in depends.split(",")])
        for name in MERGED:
            (folder / "usr" / name).mkdir(parents=True)
            (folder / name).symlink_to(f"usr/{name}")
        self._copy_files(packages)
        self._copy_database(packages)
        self._make_devices()
        for name in ("passwd", "group"):
            shutil.copy(f"/usr/share/base-passwd/{name}.master", folder / "etc" / name)
        (folder / "etc/shadow").touch(0o640)
        (folder / "tmp").mkdir(exist_ok=True)
        (folder / "tmp").chmod(0o1777)
        run("ldconfig", "-r", str(folder))

    def _copy_files(self, packages: list[str]) -> None:
        paths = set(run("dpkg-query", "--listfiles", *packages).split("\n")) - {"", "/."}
        paths = [path for path in sorted(paths) if path.lstrip("/") not in MERGED and os.path.lexists(path)]
        archive = subprocess.Popen(
            ["tar", "--create", "--directory=/", "--no-recursion", "--verbatim-files-from", "--files-from=-"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        extract = subprocess.Popen(
            ["tar", "--extract", "--preserve-permissions", "--keep-directory-symlink", f"--directory={self.path}"],
            stdin=archive.stdout)
        archive.stdin.write("".join(f".{path}\n" for path in paths).encode())
        archive.stdin.close()
        if archive.wait() or extract.wait():
            raise RuntimeError("the files of this machine's packages could not be copied")

    def _copy_database(self, packages: list[str]) -> None:
        database = self.path / "var/lib/dpkg"
        for name in ("info", "updates", "triggers"):
            (database / name).mkdir(parents=True, exist_ok=True)
        shutil.copy("/var/lib/dpkg/info/format", database / "info")
        stanzas = pathlib.Path("/var/lib/dpkg/status").read_text().split("\n\n")
        kept = [one for one in stanzas if (match := re.match(r"Package: (\S+)", one)) and match[1] in packages]
        (database / "status").write_text("\n\n".join(kept) + "\n")
        for package in packages:
            for suffix in ("list", "md5sums", "conffiles"):
                for source in pathlib.Path("/var/lib/dpkg/info").glob(f"{package}*.{suffix}"):
                    if re.fullmatch(rf"{re.escape(package)}(:\w+)?\.{suffix}", source.name):
                        shutil.copy(source, database / "info")

    def _make_devices(self) -> None:
        (self.path / "dev").mkdir(exist_ok=True)
        for name, (major, minor) in DEVICES.items():
            os.mknod(self.path / "dev" / name, 0o666 | stat.S_IFCHR, os.makedev(major, minor))
            (self.path / "dev" / name).chmod(0o666)

    def command(self, *command: str, user: str | None = None) -> list[str]:
        """The command as it is run inside; as another user without any way back to root's rights."""
        inside = ["setpriv", f"--reuid={user}", f"--regid={user}", "--init-groups", "--no-new-privs",
                  "--bounding-set=-all"] if user else []
        return ["chroot", str(self.path), *inside, *command]

    def run(self, *command: str, check: bool = True) -> subprocess.CompletedProcess:
        result = subprocess.run(
            self.command(*command), capture_output=True, text=True,
            env={"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "DEBIAN_FRONTEND": "noninteractive", "LC_ALL": "C"})
        if check and result.returncode:
            raise AssertionError(f"{' '.join(command)}: {result.returncode}\n{result.stdout}{result.stderr}")
        return result

    def remove(self) -> None:
        shutil.rmtree(self.path)
