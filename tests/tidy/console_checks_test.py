"""The console keeps its house rules, and every check of them finds what it is there to find."""

import pathlib
import tempfile
import unittest

import console_checks

ROOT = pathlib.Path(__file__).resolve().parents[2]


class Console(unittest.TestCase):
    def keeps(self, check):
        if found := check(ROOT):
            self.fail("\n".join(found))

    def test_modules_import_only_what_their_folder_may(self):
        self.keeps(console_checks.wrong_imports)

    def test_every_module_is_used(self):
        self.keeps(console_checks.unused_modules)

    def test_the_browser_keeps_no_secret(self):
        self.keeps(console_checks.kept_in_the_browser)


class ConsoleChecks(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(folder.name)

    def write(self, name, text):
        path = self.root / "console" / "src" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)

    def finds(self, check, *expected):
        found = check(self.root)
        self.assertEqual(len(found), len(expected), found)
        for text, one in zip(expected, sorted(found)):
            self.assertIn(text, one)

    def test_a_feature_that_imports_another(self):
        self.write("features/a/A.tsx", 'import { b } from "./b";\nimport { Page } from "~/ui/Page";\n')
        self.write("features/a/deep/C.tsx", 'import { b } from "../b";\n')
        self.finds(console_checks.wrong_imports)
        self.write("features/a/D.tsx", 'import { e } from "~/features/e/e";\nconst f = import("../f/f");\n')
        self.finds(console_checks.wrong_imports, "D.tsx:1: features/a may not import features/e/e",
                   "D.tsx:2: features/a may not import features/f/f")

    def test_a_shared_part_that_knows_the_application(self):
        self.write("app/router.tsx", 'import { A } from "~/features/a/A";\n')
        self.write("ui/Page.tsx", 'import { useMe } from "~/api/me";\n')
        self.finds(console_checks.wrong_imports)
        self.write("ui/Bad.tsx", 'import { router } from "~/app/router";\n')
        self.write("api/bad.ts", 'import { Page } from "../ui/Page";\n')
        self.finds(console_checks.wrong_imports, "api/bad.ts:1", "ui/Bad.tsx:1")

    def test_a_module_that_nothing_imports(self):
        self.write("main.tsx", 'import { A } from "./app/A";\nimport { t } from "./texts";\n')
        self.write("app/A.tsx", 'import classes from "./A.module.css";\n')
        self.write("app/A.module.css", "")
        self.write("texts/index.ts", "")
        self.finds(console_checks.unused_modules)
        self.write("app/b.ts", "")
        self.write("app/b.test.ts", 'import { b } from "./b";\n')
        self.finds(console_checks.unused_modules, "app/b.ts")

    def test_storage_of_the_browser(self):
        self.write("texts/index.ts", "localStorage.getItem(key);\n")
        self.finds(console_checks.kept_in_the_browser)
        self.write("api/client.ts", "\nsessionStorage.setItem(key, token);\n")
        self.finds(console_checks.kept_in_the_browser, "client.ts:2: sessionStorage")
