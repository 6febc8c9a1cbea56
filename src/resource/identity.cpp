#include "latchkey/resource/identity.hpp"

#include <algorithm>

#include "resource/words.hpp"

namespace latchkey::resource {

bool Identity::has_scope(std::string_view scope) const {
  return std::ranges::find(scopes, scope) != scopes.end();
}

bool Identity::has_scopes(std::string_view wanted) const {
  for (auto word = next_word(wanted); !word.empty(); word = next_word(wanted))
    if (!has_scope(word))
      return false;
  return true;
}

}  // namespace latchkey::resource
