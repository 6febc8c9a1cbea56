#include "oauth/request/parameters.hpp"

#include <array>
#include <gtest/gtest.h>

#include "oauth/test_samples.hpp"

namespace latchkey::oauth {
namespace {

using sample::description_of;
using sample::error_of;

const Parameters parameters{{"a", "1"},     {"empty", ""},      {"twice", "x"},
                            {"twice", "x"}, {"once_empty", ""}, {"once_empty", "y"}};

TEST(ParameterReader, rfc6749_3_1_reads_a_parameter) {
  EXPECT_EQ(ParameterReader(parameters).optional("a").value(), "1");
  EXPECT_EQ(ParameterReader(parameters).required("a").value(), "1");
}

TEST(ParameterReader, rfc6749_3_1_an_empty_parameter_counts_as_omitted) {
  const ParameterReader reader(parameters);
  EXPECT_EQ(reader.optional("empty").value(), std::nullopt);
  EXPECT_EQ(reader.optional("absent").value(), std::nullopt);
  EXPECT_EQ(error_of(reader.required("empty")), "invalid_request");
  EXPECT_EQ(description_of(reader.required("absent")), "The parameter absent is missing.");
}

TEST(ParameterReader, rfc6749_3_1_a_repeated_parameter_is_invalid_request) {
  const ParameterReader reader(parameters);
  EXPECT_EQ(error_of(reader.optional("twice")), "invalid_request");
  EXPECT_EQ(error_of(reader.required("twice")), "invalid_request");
  EXPECT_EQ(error_of(reader.optional("once_empty")), "invalid_request");
  EXPECT_EQ(description_of(reader.optional("twice")), "The parameter twice occurs more than once.");
}

TEST(ParameterReader, presence_counts_empty_and_repeated_parameters) {
  const ParameterReader reader(parameters);
  EXPECT_TRUE(reader.is_present("empty"));
  EXPECT_TRUE(reader.is_present("twice"));
  EXPECT_FALSE(reader.is_present("absent"));
}

TEST(CheckNotRepeated, rfc6749_3_1_only_named_parameters_are_checked) {
  constexpr std::array<std::string_view, 2> known{"a", "empty"};
  constexpr std::array<std::string_view, 2> with_repeated{"a", "twice"};
  EXPECT_EQ(error_of(check_not_repeated(parameters, known)), "ok");
  EXPECT_EQ(error_of(check_not_repeated(parameters, with_repeated)), "invalid_request");
}

}  // namespace
}  // namespace latchkey::oauth
