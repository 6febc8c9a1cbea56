#include "jose/times.hpp"

#include <gtest/gtest.h>

namespace latchkey::jose {
namespace {

std::expected<Time, std::string> exp_of(std::string_view claims) {
  return numeric_date_claim(parse_json(claims).value().as_object(), "exp");
}

TEST(Times, rfc7519_2_whole_seconds_since_the_epoch) {
  EXPECT_EQ(exp_of(R"({"exp":1300819380})").value(), from_numeric_date(1300819380));
  EXPECT_EQ(exp_of(R"({"exp":0})").value(), from_numeric_date(0));
  EXPECT_EQ(exp_of(R"({"exp":253402300799})").value(), from_numeric_date(253402300799));
}

TEST(Times, a_missing_claim_is_an_error) {
  EXPECT_EQ(exp_of("{}").error(), "exp is missing");
  EXPECT_EQ(exp_of(R"({"EXP":1})").error(), "exp is missing");
}

TEST(Times, fractions_exponents_and_other_kinds_are_no_whole_numbers) {
  for (const std::string_view claims :
       {R"({"exp":1300819380.5})", R"({"exp":1300819380.0})", R"({"exp":1.3e9})",
        R"({"exp":1e300})", R"({"exp":"1300819380"})", R"({"exp":null})", R"({"exp":true})",
        R"({"exp":[1]})", R"({"exp":{}})", R"({"exp":18446744073709551616})"})
    EXPECT_EQ(exp_of(claims).error(), "exp is not a whole number") << claims;
}

TEST(Times, absurd_values_are_out_of_range) {
  for (const std::string_view claims :
       {R"({"exp":-1})", R"({"exp":253402300800})", R"({"exp":9223372036854775807})",
        R"({"exp":-9223372036854775808})", R"({"exp":18446744073709551615})"})
    EXPECT_EQ(exp_of(claims).error(), "exp is out of range") << claims;
}

}  // namespace
}  // namespace latchkey::jose
