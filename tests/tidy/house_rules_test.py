"""The project keeps its house rules."""

import pathlib
import unittest

import checks
import coroutine_checks
import lock_checks
import protocol_checks
import text_checks

ROOT = pathlib.Path(__file__).resolve().parents[2]


class HouseRules(unittest.TestCase):
    def keeps(self, check):
        if found := check(ROOT):
            self.fail("\n".join(found))

    def test_folders_include_only_what_their_arrow_names(self):
        self.keeps(checks.wrong_arrows)

    def test_the_build_links_along_the_arrows(self):
        self.keeps(checks.arrows_that_do_not_link)

    def test_third_party_headers_stay_with_their_owners(self):
        self.keeps(checks.headers_of_others)

    def test_the_protocol_core_is_pure(self):
        self.keeps(checks.impure_protocol)

    def test_no_banned_calls(self):
        self.keeps(checks.banned_calls)

    def test_no_awaited_lambda_owns_what_it_captures(self):
        self.keeps(coroutine_checks.awaited_lambdas_that_own)

    def test_every_header_says_what_it_is_for(self):
        self.keeps(checks.unopened_headers)

    def test_every_file_is_used(self):
        self.keeps(checks.unused_files)

    def test_nothing_is_left_for_later(self):
        self.keeps(checks.leftovers)

    def test_no_path_or_host_of_one_machine(self):
        self.keeps(checks.places_of_one_machine)

    def test_migrations_are_numbered_without_gaps(self):
        self.keeps(checks.unordered_migrations)

    def test_no_file_is_too_long(self):
        self.keeps(checks.long_files)

    def test_sources_are_formatted(self):
        self.keeps(checks.unformatted)

    def test_locks_name_every_package_they_need(self):
        self.keeps(lock_checks.incomplete_locks)

    def test_the_protocol_map_names_what_is_there(self):
        self.keeps(protocol_checks.unproved_sections)

    def test_every_text_of_a_page_is_translated(self):
        self.keeps(text_checks.untranslated_texts)

    def test_scripts_are_sound(self):
        self.keeps(checks.broken_scripts)
