#include "base/csv.hpp"

#include <gtest/gtest.h>

namespace latchkey {
namespace {

std::string record(std::string_view cell) {
  std::string csv;
  append_csv_record(csv, {cell});
  return csv;
}

TEST(Csv, rfc4180_2_records_end_in_crlf_and_quotes_are_doubled) {
  std::string csv;
  append_csv_record(csv, {"a", "", "b,c", "d\"e", "f\r\ng"});
  EXPECT_EQ(csv, "\"a\",\"\",\"b,c\",\"d\"\"e\",\"f\r\ng\"\r\n");
}

TEST(Csv, a_cell_that_a_spreadsheet_would_calculate_is_text) {
  EXPECT_EQ(record("=1+1"), "\"'=1+1\"\r\n");
  EXPECT_EQ(record("+1"), "\"'+1\"\r\n");
  EXPECT_EQ(record("-1"), "\"'-1\"\r\n");
  EXPECT_EQ(record("@SUM(A1)"), "\"'@SUM(A1)\"\r\n");
  EXPECT_EQ(record("\t=1"), "\"'\t=1\"\r\n");
  EXPECT_EQ(record("\r=1"), "\"'\r=1\"\r\n");
  EXPECT_EQ(record("a=1"), "\"a=1\"\r\n");
}

}  // namespace
}  // namespace latchkey
