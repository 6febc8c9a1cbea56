"""Runs the suites named on the command line, counts their tests and prints what failed.

A suite is `tidy` (Python), `unit` (the GoogleTest binaries beside the sources, and the Vitest files
beside those of the console and the operations dashboard), `lint`, `asan`, `tsan`, or a folder of tests/
with GoogleTest sources, *.test.js files or both.
"""

import contextlib
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field

ROOT = pathlib.Path(__file__).resolve().parents[2]
TESTS = ROOT / "tests"
RELEASE = ROOT / "build" / "release"
NODE = TESTS / "node_modules" / ".bin" / "node"
CONSOLE = ROOT / "console"
DASHBOARD = ROOT / "examples" / "operations-dashboard"
SUITE_LIMIT_SECONDS = 1500
KEPT_OUTPUT = 6000
NEED_POSTGRES = {"unit", "asan", "tsan", "flow", "wire", "recovery"}
ON_BOTH_DATABASES = ["store", "audit"]  # beside the flows


@dataclass
class Outcome:
    passed: int = 0
    failed: int = 0
    skipped: int = 0
    failures: list[str] = field(default_factory=list)

    def fail(self, what: str) -> None:
        self.failed += 1
        self.failures.append(what)


def execute(command: list[str], **options) -> tuple[int, str]:
    """The exit status and the output of a command; one that hangs is ended and has failed."""
    process = subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        text=True, errors="replace", **options)
    try:
        output, _ = process.communicate(timeout=SUITE_LIMIT_SECONDS)
    except subprocess.TimeoutExpired:
        process.terminate()
        try:
            output, _ = process.communicate(timeout=15)
        except subprocess.TimeoutExpired:
            process.kill()
            output, _ = process.communicate()
        return 124, output + f"\nended after {SUITE_LIMIT_SECONDS} s"
    return process.returncode, output


@contextlib.contextmanager
def postgres():
    """A PostgreSQL server, which the tests that want one find by LATCHKEY_TEST_POSTGRES."""
    script = str(TESTS / "harness" / "postgres")
    folder = tempfile.mkdtemp(prefix="latchkey-postgres-")
    try:
        started = subprocess.run([script, "start", folder], stdout=subprocess.PIPE, text=True, check=True)
        os.environ["LATCHKEY_TEST_POSTGRES"] = started.stdout.strip()
        yield
    finally:
        subprocess.run([script, "stop", folder], check=True)


def run_googletest(binary: pathlib.Path, outcome: Outcome, database: str = "") -> None:
    """database: which of two the tests that run on either take; by default SQLite."""
    where = f"{binary.name} on {database}" if database else binary.name
    environment = {**os.environ, "LATCHKEY_TEST_DATABASE": database}
    with tempfile.TemporaryDirectory() as folder:
        report = pathlib.Path(folder) / "report.json"
        status, output = execute(
            [str(binary), "--gtest_brief=1", f"--gtest_output=json:{report}"], cwd=ROOT, env=environment)
        try:
            suites = json.loads(report.read_text())["testsuites"]
        except (OSError, ValueError):
            outcome.fail(f"{where} ended with {status} and no report\n{output[-KEPT_OUTPUT:]}")
            return
    failures_before = outcome.failed
    for suite in suites:
        for test in suite["testsuite"]:
            name = f"{suite['name']}.{test['name']}"
            if "failures" in test:
                messages = "\n".join(failure["failure"] for failure in test["failures"])
                outcome.fail(f"{where}: {name}\n{messages[-KEPT_OUTPUT:]}")
            elif test.get("result") == "SKIPPED" or test.get("status") == "NOTRUN":
                outcome.skipped += 1
            else:
                outcome.passed += 1
    if status != 0 and outcome.failed == failures_before:
        outcome.fail(f"{where} ended with {status}\n{output[-KEPT_OUTPUT:]}")


def run_node(files: list[pathlib.Path], outcome: Outcome, database: str = "") -> None:
    environment = {**os.environ, "LATCHKEY_TEST_DATABASE": database}
    with tempfile.TemporaryDirectory() as folder:
        report = pathlib.Path(folder) / "report.json"
        status, output = execute([
            str(NODE), "--test", "--test-concurrency=1", "--test-timeout=600000",
            "--test-reporter=" + str(TESTS / "harness" / "reporter.js"),
            f"--test-reporter-destination={report}",
            *map(str, files)], cwd=TESTS, env=environment)
        try:
            counts = json.loads(report.read_text())
        except (OSError, ValueError):
            outcome.fail(f"node --test ended with {status} and no report\n{output[-KEPT_OUTPUT:]}")
            return
    outcome.passed += counts["passed"]
    outcome.skipped += counts["skipped"]
    for failure in counts["failures"]:
        outcome.fail(failure[-KEPT_OUTPUT:])
    if status != 0 and not counts["failures"]:
        outcome.fail(f"node --test ended with {status}\n{output[-KEPT_OUTPUT:]}")


def need_node_modules(package: pathlib.Path) -> None:
    """As ./test does before, for whoever runs a suite alone."""
    setup = "; ".join(f"source {ROOT / 'setup' / name}" for name in ("packages.sh", "node.sh"))
    subprocess.run(["bash", "-euc", f'{setup}; need_node_modules "$0"', str(package)], check=True)


def run_vitest(package: pathlib.Path, outcome: Outcome) -> None:
    with tempfile.TemporaryDirectory() as folder:
        report = pathlib.Path(folder) / "report.json"
        status, output = execute([
            str(package / "node_modules" / ".bin" / "node"),
            str(package / "node_modules" / "vitest" / "vitest.mjs"),
            "run", "--reporter=json", f"--outputFile={report}"], cwd=package)
        try:
            files = json.loads(report.read_text())["testResults"]
        except (OSError, ValueError):
            outcome.fail(f"vitest ended with {status} and no report\n{output[-KEPT_OUTPUT:]}")
            return
    failures_before = outcome.failed
    for file in files:
        if not file["assertionResults"]:
            outcome.fail(f"{file['name']}\n{file.get('message', '')[-KEPT_OUTPUT:]}")
        for test in file["assertionResults"]:
            if test["status"] == "passed":
                outcome.passed += 1
            elif test["status"] == "failed":
                messages = "\n".join(test["failureMessages"])
                outcome.fail(f"{file['name']}: {test['fullName']}\n{messages[-KEPT_OUTPUT:]}")
            else:
                outcome.skipped += 1
    if status != 0 and outcome.failed == failures_before:
        outcome.fail(f"vitest ended with {status}\n{output[-KEPT_OUTPUT:]}")


def run_check(name: str, package: pathlib.Path, arguments: list[str], outcome: Outcome) -> None:
    """A program of an npm package that finds fault with its sources, counted as one test."""
    binaries = package / "node_modules" / ".bin"
    status, output = execute([str(binaries / "node"), str(binaries / name), *arguments], cwd=package)
    if status == 0:
        outcome.passed += 1
    else:
        outcome.fail(f"{name} in {package.name}\n{output[-KEPT_OUTPUT:]}")


def run_biome(package: pathlib.Path, outcome: Outcome) -> None:
    run_check("biome", package, ["check", "--error-on-warnings"], outcome)


def run_unittest(folder: pathlib.Path, outcome: Outcome) -> None:
    status, output = execute(
        [sys.executable, "-B", "-m", "unittest", "discover", "-s", str(folder), "-p", "*_test.py"], cwd=ROOT)
    total = re.search(r"^Ran (\d+) tests?", output, re.M)
    if not total:
        outcome.fail(f"{folder.name} ended with {status} and no count\n{output[-KEPT_OUTPUT:]}")
        return
    skipped = re.search(r"skipped=(\d+)", output)
    outcome.skipped += int(skipped[1]) if skipped else 0
    broken = [block for block in re.split(r"^=+$", output, flags=re.M)[1:]]
    outcome.passed += int(total[1]) - len(broken) - (int(skipped[1]) if skipped else 0)
    for block in broken:
        outcome.fail(block.strip()[-KEPT_OUTPUT:])
    if status != 0 and not broken:
        outcome.fail(output[-KEPT_OUTPUT:])


def clang_command(words: list[str]) -> str:
    """A g++ command in clang's terms, without the headers that g++ precompiled."""
    kept = []
    rest = iter(words)
    for word in rest:
        if word == "-include":
            next(rest)
        elif word not in ("-fcoroutines", "-Winvalid-pch"):
            kept.append(word)
    return " ".join(kept)


def run_lint(outcome: Outcome) -> None:
    """clang-tidy over every C++ translation unit, with the commands of the build in clang's terms."""
    folder = ROOT / "build" / "lint"
    folder.mkdir(parents=True, exist_ok=True)
    units = []
    for unit in json.loads((RELEASE / "compile_commands.json").read_text()):
        if not unit["file"].endswith(".cpp"):
            continue
        words = unit["command"].split()
        words = words[next(i for i, word in enumerate(words) if word.endswith(("g++", "c++"))):]
        unit["command"] = clang_command(words)
        units.append(unit)
    (folder / "compile_commands.json").write_text(json.dumps(units))
    with tempfile.TemporaryDirectory() as work:
        pending = sorted(unit["file"] for unit in units)
        running: list[tuple[str, subprocess.Popen, pathlib.Path]] = []
        while pending or running:
            while pending and len(running) < (os.cpu_count() or 1):
                source = pending.pop()
                log = pathlib.Path(work) / f"{len(pending)}.log"
                running.append((source, subprocess.Popen(
                    ["clang-tidy-19", "--quiet", "-p", str(folder), source],
                    stdout=log.open("w"), stderr=subprocess.DEVNULL), log))
            time.sleep(0.05)
            for item in [item for item in running if item[1].poll() is not None]:
                running.remove(item)
                source, process, log = item
                if process.returncode == 0:
                    outcome.passed += 1
                else:
                    outcome.fail(f"{source}\n{log.read_text()[-KEPT_OUTPUT:]}")


def googletest_binaries(folder: pathlib.Path, suffix: str) -> list[pathlib.Path]:
    return sorted(path for path in folder.glob(f"*{suffix}") if path.is_file() and os.access(path, os.X_OK))


def run_suite(name: str) -> Outcome:
    outcome = Outcome()
    if name == "lint":
        run_lint(outcome)
    elif name in ("unit", "asan", "tsan"):
        folder = RELEASE if name == "unit" else ROOT / "build" / name
        for binary in googletest_binaries(folder, "_test"):
            run_googletest(binary, outcome)
        for library in ON_BOTH_DATABASES:
            run_googletest(folder / f"{library}_test", outcome, "postgresql")
        if name == "unit":
            run_vitest(CONSOLE, outcome)
            need_node_modules(DASHBOARD)
            run_vitest(DASHBOARD, outcome)
    else:
        folder = TESTS / name
        if name == "console":
            run_biome(CONSOLE, outcome)
        if name == "examples":
            need_node_modules(DASHBOARD)
            run_biome(DASHBOARD, outcome)
            run_check("tsc", DASHBOARD, ["--noEmit"], outcome)
        if any(folder.glob("*.cpp")):
            run_googletest(RELEASE / f"{name}_suite", outcome)
        if name == "flow":
            run_googletest(RELEASE / "flow_suite", outcome, "postgresql")
        if any(folder.glob("*_test.py")):
            run_unittest(folder, outcome)
        if files := sorted(folder.glob("*.test.js")):
            run_node(files, outcome)
            if name == "wire":
                run_node(files, outcome, "postgresql")
    if outcome.passed + outcome.failed == 0:
        outcome.fail(f"the suite {name} has no tests")
    return outcome


def main(names: list[str]) -> int:
    shutil.rmtree(ROOT / "build" / "artifacts", ignore_errors=True)
    total = Outcome()
    for name in names:
        started = time.monotonic()
        outcome = run_suite(name)
        seconds = time.monotonic() - started
        print(f"{name:10} {outcome.passed:5} passed {outcome.failed:4} failed "
              f"{outcome.skipped:4} skipped {seconds:8.1f} s", flush=True)
        for failure in outcome.failures:
            print("  FAILED " + failure.replace("\n", "\n    "), flush=True)
        total.passed += outcome.passed
        total.failed += outcome.failed
        total.skipped += outcome.skipped
    skipped = f", {total.skipped} skipped" if total.skipped else ""
    print(f"{total.passed} passed, {total.failed} failed{skipped}")
    return 1 if total.failed else 0


if __name__ == "__main__":
    with postgres() if NEED_POSTGRES.intersection(sys.argv[1:]) else contextlib.nullcontext():
        status = main(sys.argv[1:])
    sys.exit(status)
