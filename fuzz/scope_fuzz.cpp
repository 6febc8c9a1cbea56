#include <set>

#include "fuzz.hpp"
#include "oauth/model/scope.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace latchkey::fuzz;
  using latchkey::oauth::ScopeSet;
  const auto text = text_of(data, size);
  const auto scopes = ScopeSet::parse(text);
  if (!scopes) {
    require(!std::ranges::all_of(
        text, [](char c) { return c >= 0x20 && c <= 0x7e && c != '"' && c != '\\'; }));
    return 0;
  }
  for (const auto& scope : *scopes) {
    require(latchkey::oauth::is_scope_token(scope));
    require(text.contains(scope));
  }
  require(std::set(scopes->begin(), scopes->end()).size() == scopes->size());
  require(ScopeSet::parse(scopes->to_string()) == scopes);
  require(scopes->contains_all(*scopes));
  return 0;
}
