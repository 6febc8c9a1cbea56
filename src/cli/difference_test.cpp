#include "cli/difference.hpp"

#include <gtest/gtest.h>

namespace latchkey::cli {
namespace {

json::object change(std::string_view action, std::string_view object, std::string_view name,
                    json::object fields = {}) {
  return {{"action", action}, {"object", object}, {"name", name}, {"fields", std::move(fields)}};
}

json::object between(json::value from, json::value to) {
  return {{"from", std::move(from)}, {"to", std::move(to)}};
}

TEST(Difference, each_object_and_field_has_its_sign) {
  json::object client = change("change", "client", "ERP \"2\"",
                               {{"description", between("", "Text\n2")},
                                {"scopes", between({"a", "b"}, {"b", "c"})},
                                {"acting_user", between("a@example.com", nullptr)},
                                {"secret", between(nullptr, "added")}});
  client["client_id"] = "lkc_1";
  EXPECT_EQ(
      difference_text(
          {change("create", "role", "Cook", {{"name", between(nullptr, "Cook")}}), client}, false),
      "+ role \"Cook\"\n"
      "    + name: \"Cook\"\n"
      "~ client \"ERP \\\"2\\\"\" (lkc_1)\n"
      "    ~ description: \"\" -> \"Text\\n2\"\n"
      "    ~ scopes\n"
      "        - \"a\"\n"
      "        + \"c\"\n"
      "    - acting_user: \"a@example.com\"\n"
      "    + secret: \"added\"\n");
}

TEST(Difference, a_list_in_another_order_is_shown_whole) {
  EXPECT_EQ(difference_text({change("change", "role", "Cook",
                                    {{"permissions", between({"a", "b"}, {"b", "a"})}})},
                            false),
            "~ role \"Cook\"\n    ~ permissions\n        ~ in another order: [\"b\",\"a\"]\n");
}

TEST(Difference, a_deletion_tells_what_it_ends) {
  json::object client = change("delete", "client", "Old");
  client["impact"] = json::object{{"live_grants", 3}, {"live_refresh_tokens", 2}, {"consents", 1}};
  EXPECT_EQ(difference_text({client}, false),
            "- client \"Old\"\n      ends 3 live grants with 2 refresh tokens, and 1 consents\n");
}

TEST(Difference, what_is_stored_does_not_reach_the_terminal_as_a_command) {
  const auto text = difference_text({change("create", "client", "\x1b[31m\xE2\x80\xAE")}, false);
  EXPECT_FALSE(text.contains('\x1b'));
  EXPECT_FALSE(text.contains("\xE2\x80\xAE"));
}

TEST(Difference, colours_go_by_the_sign) {
  EXPECT_EQ(difference_text({change("create", "role", "Cook"), change("delete", "role", "Old"),
                             change("change", "settings", "")},
                            true),
            "\x1b[32m+ role \"Cook\"\x1b[0m\n\x1b[31m- role \"Old\"\x1b[0m\n"
            "\x1b[33m~ settings\x1b[0m\n");
}

TEST(Difference, changes_are_counted_by_kind) {
  const auto counts =
      count_changes({change("create", "role", "A"), change("create", "role", "B"),
                     change("change", "settings", ""), change("delete", "client", "C")});
  EXPECT_EQ(counts.created, 2U);
  EXPECT_EQ(counts.changed, 1U);
  EXPECT_EQ(counts.deleted, 1U);
}

}  // namespace
}  // namespace latchkey::cli
