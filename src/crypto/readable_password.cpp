#include "crypto/readable_password.hpp"

namespace latchkey::crypto {

Secret make_readable_password(Random& random) {
  constexpr std::size_t group = 5;
  const std::string text = make_id(random, "");
  std::string grouped;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (i != 0 && i % group == 0)
      grouped += '-';
    grouped += text[i];
  }
  return Secret(std::move(grouped));
}

}  // namespace latchkey::crypto
