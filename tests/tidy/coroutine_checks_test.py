"""The check of coroutines finds the lambdas that g++ 12 breaks, and no other."""

import pathlib
import tempfile
import unittest

import coroutine_checks

FOUND = {
    "by name": "co_await store.read([digest](Transaction& tx) { return find(tx, digest); });",
    "by move": "co_await store.read([d = std::move(digest)](Transaction& tx) { return find(tx, d); });",
    "by a call with commas": "co_await store.read([&, d = pair(a, b)](Transaction& tx) { return find(tx, d); });",
    "all by copy": "co_await store.write([=](Transaction& tx) { erase(tx, id); });",
    "among references": "co_await store.write([&tx, id]() mutable { erase(tx, id); });",
    "the object itself": "co_await store.write([*this](Transaction& tx) { erase(tx, id_); });",
    "in a condition": "if (!co_await store.write([id](Transaction& tx) { return erase(tx, id); })) { return; }",
    "in a later argument": "use(co_await now(), [id] { erase(id); });",
    "on the next line": "const auto user =\n    co_await store.read(\n        [id](Transaction& tx) { return find(tx, id); });",
    "in the macro of a test": "EXPECT_TRUE(co_await store.read([id](Transaction& tx) { return find(tx, id); }));",
}
PASSED = {
    "named before": "auto work = [id](Transaction& tx) { erase(tx, id); };\nco_await store.write(std::move(work));",
    "no captures": "co_await store.write([](Transaction& tx) { clear(tx); });",
    "references": "co_await store.write([&](Transaction& tx) { erase(tx, id); });",
    "named references": "co_await store.write([&id, &name](Transaction& tx) { erase(tx, id); });",
    "this": "co_await store.write([this](Transaction& tx) { erase(tx, id_); });",
    "a subscript": "co_await store.write(list[index]);\nconst auto [code, count] = co_await send(map[key](x));",
    "a statement later": "co_await store.write(work);\nauto next = [id](Transaction& tx) { erase(tx, id); };",
    "in the body it decides about": "if (co_await is_done()) {\n  auto next = [id] { erase(id); };\n}",
    "in a comment": "co_await store.write(work);  // not [id](Transaction&) {}",
}


class CoroutineChecks(unittest.TestCase):
    def found_in(self, text):
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder) / "src" / "a.cpp"
            path.parent.mkdir()
            path.write_text("Task<void> run() {\n" + text + "\n}\n")
            return coroutine_checks.awaited_lambdas_that_own(pathlib.Path(folder))

    def test_a_lambda_that_owns_inside_an_awaited_expression(self):
        for what, text in FOUND.items():
            with self.subTest(what):
                self.assertEqual(len(self.found_in(text)), 1, self.found_in(text))

    def test_other_lambdas(self):
        for what, text in PASSED.items():
            with self.subTest(what):
                self.assertEqual(self.found_in(text), [])

    def test_the_line_is_that_of_the_lambda(self):
        [one] = self.found_in("\nco_await f(\n    [id] { erase(id); });")
        self.assertIn("src/a.cpp:4:", one)
