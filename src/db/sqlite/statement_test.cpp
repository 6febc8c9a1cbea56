#include <gmock/gmock.h>

#include "db/sqlite/test_database.hpp"

namespace latchkey::db::sqlite {

namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

class StatementTest : public testing::Test {
 protected:
  template <class Fn>
  auto write(Fn fn) {
    return test_.database->write_now(std::move(fn));
  }
  void expect_refused(std::string_view sql, std::vector<Value> parameters = {}) {
    EXPECT_THROW(write([&](Transaction& tx) { tx.run(sql, parameters, [](const Row&) {}); }),
                 std::logic_error)
        << sql;
  }

  TestDatabase test_;
};

TEST_F(StatementTest, counts_the_rows_a_statement_changed_and_none_for_others) {
  write([](Transaction& tx) {
    EXPECT_EQ(tx.execute("INSERT INTO item (id) VALUES (1), (2), (3)"), 3);
    EXPECT_EQ(tx.execute("UPDATE item SET name = $1 WHERE id = $2", {"x", std::int64_t{9}}), 0);
    EXPECT_EQ(tx.execute("DELETE FROM item WHERE id > $1", {std::int64_t{1}}), 2);
    EXPECT_EQ(tx.execute("SELECT id FROM item"), 0);
    EXPECT_EQ(tx.execute("CREATE TABLE other (id BIGINT)"), 0);
  });
}

TEST_F(StatementTest, a_placeholder_is_bound_by_its_number_however_often_and_wherever_it_stands) {
  const auto found = write([](Transaction& tx) {
    return tx.one("SELECT $2 || $1 || $2", {"a", "b"},
                  [](const Row& row) { return std::string(row.text(0)); });
  });
  EXPECT_EQ(found, "bab");
}

TEST_F(StatementTest, null_empty_text_zero_bytes_and_both_ends_of_the_integers_survive) {
  using namespace std::string_view_literals;
  write([](Transaction& tx) {
    tx.execute("CREATE TABLE kept (n BIGINT, t TEXT)");
    tx.execute("INSERT INTO kept VALUES ($1, $2)", {INT64_MIN, "a\0b"sv});
    tx.execute("INSERT INTO kept VALUES ($1, $2)", {INT64_MAX, std::string_view()});
    tx.execute("INSERT INTO kept VALUES ($1, $2)", {nullptr, optional_text(std::nullopt)});
    const auto numbers = tx.all("SELECT n FROM kept WHERE n IS NOT NULL ORDER BY n", {},
                                [](const Row& row) { return row.integer(0); });
    EXPECT_THAT(numbers, ElementsAre(INT64_MIN, INT64_MAX));
    const auto texts = tx.all("SELECT t FROM kept ORDER BY rowid", {},
                              [](const Row& row) { return row.optional_text(0); });
    EXPECT_THAT(texts, ElementsAre(std::string("a\0b"sv), "", std::nullopt));
  });
}

TEST_F(StatementTest, returning_yields_rows_and_counts_changes) {
  write([](Transaction& tx) {
    std::vector<std::int64_t> returned;
    const auto changed = tx.run("INSERT INTO item (id) VALUES (4), (5) RETURNING id", {},
                                [&](const Row& row) { returned.push_back(row.integer(0)); });
    EXPECT_EQ(changed, 2);
    EXPECT_THAT(returned, ElementsAre(4, 5));
  });
}

TEST_F(StatementTest, a_statement_may_run_within_its_own_rows) {
  const auto pairs = write([](Transaction& tx) {
    insert(tx, 1);
    insert(tx, 2);
    std::int64_t seen = 0;
    tx.run("SELECT id FROM item ORDER BY id", {},
           [&](const Row&) { seen += static_cast<std::int64_t>(ids(tx).size()); });
    return seen;
  });
  EXPECT_EQ(pairs, 4);
}

TEST_F(StatementTest, more_different_statements_than_are_kept_work) {
  const auto sum = write([](Transaction& tx) {
    std::int64_t total = 0;
    for (int round = 0; round < 2; ++round)
      for (int number = 0; number < 600; ++number)
        total += tx.one("SELECT " + std::to_string(number), {}, [](const Row& row) {
                     return row.integer(0);
                   }).value();
    return total;
  });
  EXPECT_EQ(sum, 2 * 600 * 599 / 2);
}

TEST_F(StatementTest, what_only_a_mistake_can_cause_is_a_logic_error) {
  expect_refused("SELEC 1");
  expect_refused("SELECT * FROM missing");
  expect_refused("SELECT 1; SELECT 2");
  expect_refused("");
  expect_refused("SELECT \"not a column\"");
  expect_refused("SELECT ?", {nullptr});
  expect_refused("SELECT :a", {nullptr});
  expect_refused("SELECT $a", {nullptr});
  expect_refused("SELECT $2", {nullptr});
  expect_refused("SELECT $1, $3", {nullptr, nullptr});
  expect_refused("SELECT $1");
  expect_refused("SELECT $1", {nullptr, nullptr});
}

TEST_F(StatementTest, an_error_names_the_statement_and_never_a_value) {
  write([](Transaction& tx) {
    tx.execute("INSERT INTO item (id, name) VALUES (1, $1)", {"canary-value"});
    try {
      tx.execute("INSERT INTO item (id, name) VALUES (2, $1)", {"canary-value"});
      FAIL() << "a duplicate was accepted";
    } catch (const std::logic_error& error) {
      EXPECT_THAT(error.what(), HasSubstr("item.name"));
      EXPECT_THAT(error.what(), HasSubstr("INSERT INTO item"));
      EXPECT_THAT(error.what(), Not(HasSubstr("canary")));
    }
  });
}

TEST_F(StatementTest, a_change_within_a_read_is_a_logic_error) {
  EXPECT_THROW(test_.database->read_now([](Transaction& tx) { insert(tx, 1); }), std::logic_error);
  EXPECT_THAT(test_.stored(), ElementsAre());
}

}  // namespace

}  // namespace latchkey::db::sqlite
