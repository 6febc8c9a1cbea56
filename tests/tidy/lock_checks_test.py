"""The check of npm's lock files finds what is missing, and only that."""

import json
import pathlib
import tempfile
import unittest

import lock_checks


class LockChecks(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(folder.name)

    def faults(self, packages):
        folder = self.root / "console"
        folder.mkdir(exist_ok=True)
        (folder / "package-lock.json").write_text(json.dumps({"lockfileVersion": 3, "packages": packages}))
        return lock_checks.incomplete_locks(self.root)

    def test_a_complete_lock_has_no_fault(self):
        self.assertEqual([], self.faults({
            "": {"dependencies": {"a": "1"}, "devDependencies": {"@s/b": "1"}},
            "node_modules/a": {"dependencies": {"c": "1"}},
            "node_modules/a/node_modules/c": {"dependencies": {"@s/b": "1"}},
            "node_modules/@s/b": {},
        }))

    def test_a_platform_package_without_an_entry_is_named(self):
        self.assertEqual(
            ["console/package-lock.json: node_modules/a needs @s/android, which has no entry; "
             "write the lock anew in a folder without node_modules"],
            self.faults({
                "": {"devDependencies": {"a": "1"}},
                "node_modules/a": {"optionalDependencies": {"@s/linux": "1", "@s/android": "1"}},
                "node_modules/@s/linux": {"optional": True},
            }))

    def test_what_lies_within_another_package_is_not_found(self):
        self.assertEqual(1, len(self.faults({
            "": {"dependencies": {"a": "1", "b": "1"}},
            "node_modules/a": {},
            "node_modules/a/node_modules/c": {},
            "node_modules/b": {"dependencies": {"c": "1"}},
        })))

    def test_the_projects_own_development_tools_count(self):
        self.assertEqual(1, len(self.faults({"": {"devDependencies": {"a": "1"}}})))

    def test_peers_count_unless_they_are_optional(self):
        packages = {
            "": {"dependencies": {"a": "1"}},
            "node_modules/a": {"peerDependencies": {"b": "1"}, "peerDependenciesMeta": {"b": {"optional": True}}},
        }
        self.assertEqual([], self.faults(packages))
        del packages["node_modules/a"]["peerDependenciesMeta"]
        self.assertEqual(1, len(self.faults(packages)))


if __name__ == "__main__":
    unittest.main()
