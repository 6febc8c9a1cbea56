"""The check of the protocol map finds what is not there."""

import pathlib
import tempfile
import unittest

import protocol_checks

MAP = """
# Protocol map
| section | what | file | proved by |
|---|---|---|---|
| 4.1 | codes | {file} | {proof} |

| option | meaning |
|---|---|
| `none` | no file at all |
"""


class ProtocolChecks(unittest.TestCase):
    def found(self, file, proof):
        with tempfile.TemporaryDirectory() as folder:
            root = pathlib.Path(folder)
            for name in ("src/oauth/a.cpp", "src/oauth/a_test.cpp", "src/oauth/b.cpp", "src/jose/j.hpp",
                         "tests/wire/w.test.js", "tests/clients/c.test.js"):
                (root / name).parent.mkdir(parents=True, exist_ok=True)
                (root / name).write_text("")
            (root / "docs").mkdir()
            (root / "docs" / "protocol.md").write_text(MAP.format(file=file, proof=proof))
            return protocol_checks.unproved_sections(root)

    def test_what_is_there(self):
        for file, proof in [("`oauth/a.cpp`, `b.cpp`", "`a_test.cpp`, `wire/w.test.js`"),
                            ("`oauth/a.cpp`", "its and their `_test.cpp`"),
                            ("`jose/`", "`clients/*.test.js`")]:
            self.assertEqual(self.found(file, proof), [])

    def test_what_is_not(self):
        for file, proof, missing in [("`oauth/c.cpp`", "`a_test.cpp`", "no oauth/c.cpp"),
                                     ("`oauth/a.cpp`, `j.hpp`", "`a_test.cpp`", "no oauth/j.hpp"),
                                     ("`http/`", "`a_test.cpp`", "no http/"),
                                     ("`oauth/a.cpp`", "`c_test.cpp`", "no c_test.cpp"),
                                     ("`oauth/a.cpp`", "`faults/w.test.js`", "no faults/w.test.js"),
                                     ("`oauth/a.cpp`", "`browser/*.test.js`", "no browser/*.test.js"),
                                     ("`oauth/b.cpp`", "their `_test.cpp`", "no b_test.cpp"),
                                     ("`oauth/a.cpp`", "a thought", "names no test"),
                                     ("a thought", "`a_test.cpp`", "names no file")]:
            [one] = self.found(file, proof)
            self.assertIn(missing, one)
            self.assertIn("protocol.md:5:", one)
