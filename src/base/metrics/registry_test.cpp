#include "base/metrics/registry.hpp"

#include <gtest/gtest.h>
#include <stdexcept>

#include "base/metrics/counter.hpp"

namespace latchkey::metrics {
namespace {

Family family(std::string name, Type type = Type::gauge, std::string help = "Help.") {
  return {.name = std::move(name), .help = std::move(help), .type = type};
}

void nothing(Exposition&) {}

TEST(registry, asks_at_each_reading_in_the_order_of_addition) {
  Counter doors;
  Registry registry;
  registry.add(family("doors_total", Type::counter),
               [&](Exposition& out) { out.sample({}, doors.value()); });
  registry.add(family("age_seconds"), [](Exposition& out) { out.sample({}, 1.5); });
  doors.add();
  doors.add(2);
  EXPECT_EQ(registry.render(),
            "# HELP doors_total Help.\n# TYPE doors_total counter\ndoors_total 3\n"
            "# HELP age_seconds Help.\n# TYPE age_seconds gauge\nage_seconds 1.5\n");
  doors.add();
  EXPECT_NE(registry.render().find("doors_total 4\n"), std::string::npos);
}

TEST(registry, refuses_names_that_are_none) {
  Registry registry;
  for (const char* name : {"", "1st", "a-b", "a b", "A", "a{", "ä"})
    EXPECT_THROW(registry.add(family(name), nothing), std::logic_error) << name;
  EXPECT_THROW(registry.add(family("a", Type::gauge, ""), nothing), std::logic_error);
}

TEST(registry, refuses_names_that_tell_the_wrong_type) {
  Registry registry;
  EXPECT_THROW(registry.add(family("doors", Type::counter), nothing), std::logic_error);
  EXPECT_THROW(registry.add(family("doors_total", Type::gauge), nothing), std::logic_error);
  EXPECT_THROW(registry.add(family("doors_total", Type::histogram), nothing), std::logic_error);
}

TEST(registry, refuses_a_name_that_is_taken) {
  Registry registry;
  registry.add(family("doors"), nothing);
  EXPECT_THROW(registry.add(family("doors"), nothing), std::logic_error);
}

}  // namespace
}  // namespace latchkey::metrics
