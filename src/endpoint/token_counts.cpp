#include "endpoint/token_counts.hpp"

#include <algorithm>

namespace latchkey::endpoint {

void TokenCounts::refused(std::optional<oauth::GrantType> grant, const oauth::Error& error) {
  const auto known = std::ranges::find(reasons, oauth::traits(error.code).wire);
  const auto reason = static_cast<std::size_t>(known - reasons.begin());
  refused_.at(index(grant)).at(std::min(reason, reasons.size() - 1)).add();
}

}  // namespace latchkey::endpoint
