"""The check of the pages' texts finds what has no German, and German that nothing says."""

import pathlib
import tempfile
import unittest

import text_checks

PAGE = """
constexpr auto content = R"html(<h1>{{#t}}Sign in{{/t}}</h1>)html";
View view{.title = is_first ? "Sign in" : "Sign-in " "failed", .content = content};
set_text(fields, "advice", translate(page.language, "Go \\"back\\", {}", name));
"""
GERMAN = """
Texts{"Sign in", "Anmelden"}, Texts{"Sign-in failed",
                                    "Anmeldung "
                                    "fehlgeschlagen"},
Texts{"Go \\"back\\", {}", "Gehen Sie zurück, {}"},
"""


class TextChecks(unittest.TestCase):
    def found(self, page, german):
        with tempfile.TemporaryDirectory() as folder:
            root = pathlib.Path(folder)
            (root / "src" / "page").mkdir(parents=True)
            (root / "src" / "page" / "a.cpp").write_text(page)
            (root / "src" / "page" / "german.cpp").write_text(german)
            return text_checks.untranslated_texts(root)

    def test_all_is_translated(self):
        self.assertEqual(self.found(PAGE, GERMAN), [])

    def test_each_place_that_names_a_text(self):
        for more in ("<p>{{#t}}More{{/t}}</p>", 'content.advice = "More";', '{.fault = "More", .status = 1}',
                     'translate(language, "More")'):
            self.assertEqual(self.found(PAGE + more, GERMAN), ["src/page/a.cpp: src/page/german.cpp has no 'More'"])

    def test_a_translation_that_nothing_says(self):
        self.assertEqual(self.found(PAGE, GERMAN + 'Texts{"Old", "Alt"}'), ["src/page/german.cpp: no page says 'Old'"])
