// Replays every file of corpus/<target>/ through that target, in the normal test run.
#include <algorithm>
#include <cctype>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#define LATCHKEY_FUZZ_TARGET(name) \
  extern "C" int latchkey_fuzz_##name(const std::uint8_t* data, std::size_t size);
#include "fuzz_targets.inc"
#undef LATCHKEY_FUZZ_TARGET

namespace latchkey::fuzz {
namespace {

using Entry = int (*)(const std::uint8_t*, std::size_t);

struct Case {
  std::string target;
  Entry entry;
  std::filesystem::path file;  // empty: the empty input
};

std::string label(const Case& each) {
  std::string text = each.target + "_" + each.file.filename().string();
  for (char& c : text)
    if (std::isalnum(static_cast<unsigned char>(c)) == 0)
      c = '_';
  return text;
}

std::vector<std::pair<std::string, Entry>> targets() {
  return {
#define LATCHKEY_FUZZ_TARGET(name) {#name, latchkey_fuzz_##name},
#include "fuzz_targets.inc"
#undef LATCHKEY_FUZZ_TARGET
  };
}

std::filesystem::path corpus_of(const std::string& target) {
  return std::filesystem::path(LATCHKEY_SOURCE_DIR) / "fuzz" / "corpus" / target;
}

std::vector<Case> cases() {
  std::vector<Case> all;
  for (const auto& [target, entry] : targets()) {
    all.push_back({target, entry, {}});
    std::error_code none;
    for (const auto& file : std::filesystem::directory_iterator(corpus_of(target), none))
      all.push_back({target, entry, file.path()});
  }
  std::ranges::sort(all, {}, label);
  return all;
}

// Exactly as long as the file, so that AddressSanitizer sees a read behind it.
std::vector<std::uint8_t> read(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

class Replay : public testing::TestWithParam<Case> {};

TEST_P(Replay, holds_what_the_target_requires) {
  const Case& each = GetParam();
  const auto input = each.file.empty() ? std::vector<std::uint8_t>() : read(each.file);
  ASSERT_TRUE(each.file.empty() || !input.empty());
  each.entry(input.data(), input.size());
}

INSTANTIATE_TEST_SUITE_P(corpus, Replay, testing::ValuesIn(cases()),
                         [](const auto& tested) { return label(tested.param); });

TEST(corpus, has_inputs_for_every_target) {
  for (const auto& [target, entry] : targets()) {
    std::error_code none;
    const std::filesystem::directory_iterator files(corpus_of(target), none);
    EXPECT_GE(std::distance(begin(files), end(files)), 3) << target;
  }
}

TEST(corpus, has_no_inputs_without_a_target) {
  const auto known = targets();
  for (const auto& folder : std::filesystem::directory_iterator(corpus_of("")))
    EXPECT_TRUE(std::ranges::any_of(known, [&folder](const auto& target) {
      return target.first == folder.path().filename();
    })) << folder.path();
}

}  // namespace
}  // namespace latchkey::fuzz
