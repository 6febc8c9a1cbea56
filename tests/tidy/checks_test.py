"""Every check of the house rules finds what it is there to find, and only that."""

import pathlib
import tempfile
import unittest

import checks

ARCHITECTURE = """
| folder | may use | holds |
|---|---|---|
| `server/` | everything | the wiring |
| `oauth/` | `jose` | the protocol |
| `jose/` | `crypto` | tokens |
| `crypto/` | OpenSSL | keys |
| `base/` | | ground |
"""
HEADER = "// What it is for.\n#pragma once\n"


class Checks(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(folder.name)

    def write(self, name, text):
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)

    def finds(self, check, *expected):
        found = check(self.root)
        self.assertEqual(len(found), len(expected), found)
        for text, one in zip(expected, sorted(found)):
            self.assertIn(text, one)

    def test_an_arrow_that_is_not_there(self):
        self.write("docs/architecture.md", ARCHITECTURE)
        self.write("src/oauth/a.cpp", '#include "base/b.hpp"\n#include "jose/c.hpp"\n#include <string>\n')
        self.write("src/oauth/a_test.cpp", '#include "crypto/d.hpp"\n')
        self.write("src/server/a.cpp", '#include "oauth/a.hpp"\n')
        self.finds(checks.wrong_arrows)
        self.write("src/oauth/b.cpp", '#include "base/b.hpp"\n  #  include "crypto/d.hpp"\n')
        self.write("src/oauth/b_test.cpp", '#include "server/a.hpp"\n')
        self.finds(checks.wrong_arrows, "b.cpp:2: oauth may not include crypto/d.hpp", "b_test.cpp:1")

    def test_the_headers_of_an_installed_library(self):
        self.write("docs/architecture.md", ARCHITECTURE)
        self.write("src/crypto/include/latchkey/crypto/a.hpp", HEADER)
        self.write("src/crypto/a.cpp", '#include "latchkey/crypto/a.hpp"\n')
        self.finds(checks.wrong_arrows)
        self.finds(checks.unused_files)
        self.write("src/base/a.cpp", '#include "latchkey/crypto/a.hpp"\n')
        self.finds(checks.wrong_arrows, "base may not include latchkey/crypto/a.hpp")
        self.write("src/crypto/include/latchkey/crypto/b.hpp", HEADER)
        self.finds(checks.unused_files, "crypto/include/latchkey/crypto/b.hpp")

    def test_a_folder_without_arrows(self):
        self.write("docs/architecture.md", ARCHITECTURE)
        self.write("src/new/a.cpp", "")
        self.finds(checks.wrong_arrows, "no row for new")

    def test_an_arrow_that_the_build_lacks(self):
        self.write("docs/architecture.md", ARCHITECTURE)
        lines = ["latchkey_library(base LINK Boost::json)", "latchkey_library(crypto LINK latchkey_base)",
                 "latchkey_library(jose LINK latchkey_crypto)", "latchkey_library(oauth LINK latchkey_jose)",
                 "latchkey_library(server LINK latchkey_oauth)"]
        self.write("CMakeLists.txt", "\n".join(lines))
        self.finds(checks.arrows_that_do_not_link)
        self.write("CMakeLists.txt", "\n".join(lines[:3] + lines[4:]))
        self.finds(checks.arrows_that_do_not_link, "oauth does not link jose", "server does not link crypto",
                   "server does not link jose")

    def test_a_third_party_header_elsewhere(self):
        self.write("src/http/a.cpp", "#include <boost/beast/core.hpp>\n")
        self.write("src/crypto/a.cpp", "#include <openssl/evp.h>\n#include <sodium.h>\n")
        self.finds(checks.headers_of_others)
        self.write("src/api/a.cpp", "#include <boost/beast/core.hpp>\n#include <sqlite3.h>\n")
        self.finds(checks.headers_of_others, "a.cpp:1: only http/", "a.cpp:2: only db/")

    def test_an_impure_core(self):
        self.write("src/oauth/a.cpp", "#include <string>\n#include <chrono>\n#include <randomness>\n")
        self.finds(checks.impure_protocol)
        self.write("src/oauth/b.cpp", "#include <random>\n#include <boost/asio/post.hpp>\n")
        self.finds(checks.impure_protocol, "b.cpp:1", "b.cpp:2")

    def test_banned_calls(self):
        self.write("src/base/clock.cpp", "auto now = std::chrono::system_clock::now();\n")
        self.write("src/server/a.cpp", "std::cout << 1;\n")
        self.write("src/api/ok.cpp", '// sprintf(x)\nauto s = "sprintf(x)"; auto r = R"(gets(x))"; snprintf(x);\n')
        self.finds(checks.banned_calls)
        self.write("src/api/a.cpp", "/* */ std::chrono::system_clock::now();\nstd::cout << 1;\nsprintf(b);\nrand();\n")
        self.finds(checks.banned_calls, "a.cpp:1", "a.cpp:2", "a.cpp:3", "a.cpp:4")

    def test_a_header_without_opening_or_guard(self):
        self.write("src/base/good.hpp", HEADER)
        self.finds(checks.unopened_headers)
        self.write("src/base/a.hpp", "#pragma once\n")
        self.write("src/base/b.hpp", "// What it is for.\n")
        self.finds(checks.unopened_headers, "a.hpp: the first line", "b.hpp: no #pragma once")

    def test_a_header_nobody_else_includes(self):
        self.write("src/base/a.hpp", HEADER)
        self.write("src/base/user.cpp", '#include "base/a.hpp"\n')
        self.finds(checks.unused_files)
        self.write("src/base/c.hpp", HEADER)
        self.write("src/base/embed.cmake", "latchkey_embed(x HEADER base/c.hpp)")
        self.write("CMakeLists.txt", "include(src/base/embed.cmake)")
        self.finds(checks.unused_files)
        self.write("src/base/b.hpp", HEADER)
        self.write("src/base/b.cpp", '#include "base/b.hpp"\n')
        self.write("src/base/b_test.cpp", '#include "base/b.hpp"\n')
        self.finds(checks.unused_files, "src/base/b.hpp")

    def test_an_asset_nothing_names(self):
        self.write("src/page/style.css", "")
        self.write("cmake/embed.cmake", "style.css")
        self.write("CMakeLists.txt", "include(cmake/embed.cmake)")
        self.finds(checks.unused_files)
        self.write("src/page/old.css", "")
        self.finds(checks.unused_files, "src/page/old.css")

    def test_leftovers(self):
        self.write("docs/a.md", "methods and TODOS\n")
        self.finds(checks.leftovers)
        self.write("src/base/a.cpp", "\n// TO" "DO: later\n")
        self.finds(checks.leftovers, "src/base/a.cpp:2")

    def test_places_of_one_machine(self):
        self.write("docs/a.md", "see framework/worker and https://example.com/root-of-it/work\n")
        self.finds(checks.places_of_one_machine)
        self.write("a.json", '{"resol' 'ved": "https://packages.example.com"}\n')
        self.write("b.sh", "cd /wor" "k/main\n")
        self.finds(checks.places_of_one_machine, "a.json:1", "b.sh:1")

    def test_a_gap_in_the_migrations(self):
        self.write("src/db/migrations/list.hpp", "0001 0002 0003")
        self.write("src/db/migrations/0001_initial.cpp", "")
        self.write("src/db/migrations/0002_more.cpp", "")
        self.finds(checks.unordered_migrations)
        self.write("src/db/migrations/0004_late.cpp", "")
        self.finds(checks.unordered_migrations, "0004_late.cpp: expected number 0003")

    def test_a_migration_that_is_not_listed(self):
        self.write("src/db/migrations/list.hpp", "")
        self.write("src/db/migrations/0001_initial.cpp", "")
        self.finds(checks.unordered_migrations, "not in list.hpp")

    def test_a_file_too_long(self):
        self.write("src/a.cpp", "\n" * checks.LONGEST_FILE_LINES)
        self.finds(checks.long_files)
        self.write("src/b.cpp", "\n" * (checks.LONGEST_FILE_LINES + 1))
        self.finds(checks.long_files, "src/b.cpp: 401 lines")

    def test_a_source_that_is_not_formatted(self):
        self.write(".clang-format", "BasedOnStyle: Google\n")
        self.write("src/a.cpp", "int x = 1;\n")
        self.finds(checks.unformatted)
        self.write("src/b.cpp", "int   x=1 ;\n")
        self.finds(checks.unformatted, "src/b.cpp")

    def test_a_script_that_is_not_sound(self):
        self.write("good", "#!/usr/bin/env bash\nset -euo pipefail\n")
        self.finds(checks.broken_scripts)
        self.write("bad", "#!/usr/bin/env bash\nset -euo pipefail\nif true; then\n")
        self.write("careless", "#!/usr/bin/env bash\ntrue\n")
        self.finds(checks.broken_scripts, "bad:", "careless: no")
