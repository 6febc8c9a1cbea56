#include "base/mask_secrets.hpp"

#include <gtest/gtest.h>

#include "base/random.hpp"

namespace latchkey {
namespace {

const std::string random_part(43, 'x');

TEST(MaskSecrets, bearer_values_keep_their_prefix_only) {
  for (const std::string prefix : {"lks_", "lka_", "lkr_", "lkb_", "lki_", "lksn_"})
    EXPECT_EQ(mask_secrets(prefix + random_part), prefix + "***");
  EXPECT_EQ(mask_secrets("no client lks_" + random_part + " here"), "no client lks_*** here");
  EXPECT_EQ(mask_secrets("a=lks_" + random_part + "&b=lkr_" + random_part), "a=lks_***&b=lkr_***");
}

TEST(MaskSecrets, what_is_glued_to_a_value_goes_with_it) {
  EXPECT_EQ(mask_secrets("xlks_" + random_part + "yz"), "xlks_***");
}

TEST(MaskSecrets, jwts_are_masked_signed_or_not) {
  const std::string header = "eyJhbGciOiJFUzI1NiIsInR5cCI6ImF0K2p3dCJ9";
  EXPECT_EQ(mask_secrets("scope " + header + ".eyJzdWIiOiJ4In0.c2ln"), "scope eyJ***");
  EXPECT_EQ(mask_secrets(header + "..."), "eyJ***");
}

TEST(MaskSecrets, everything_else_stays) {
  for (const std::string text :
       {"", "l", "lk", "lk_", "lks", "lks_", "lks_short", "eyJ", "eyJhIjoxfQ",
        "client lkc_abcdefghij", "lkabcd_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
        "z\xc3\xbcrich \xe2\x98\x83", "https://app.example.com/callback?x=1#y"})
    EXPECT_EQ(mask_secrets(text), text);
}

TEST(MaskSecrets, ids_are_no_secrets) {
  const std::string id = "lkc_" + std::string(26, 'a');
  EXPECT_EQ(mask_secrets(id), id);
}

}  // namespace
}  // namespace latchkey
