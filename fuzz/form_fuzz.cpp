#include "base/encoding.hpp"
#include "base/form.hpp"
#include "base/utf8.hpp"
#include "fuzz.hpp"

namespace latchkey::fuzz {
namespace {

void require_clean(const std::string& text) {
  require(is_utf8(text));
  require(!text.contains('\0'));
  require(form_decode_value(percent_encode(text)) == text);
}

}  // namespace
}  // namespace latchkey::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace latchkey;
  const auto text = fuzz::text_of(data, size);
  if (const auto value = form_decode_value(text))
    fuzz::require_clean(*value);
  const auto parameters = form_decode(text);
  if (!parameters)
    return 0;
  for (const auto& [name, value] : *parameters) {
    fuzz::require_clean(name);
    fuzz::require_clean(value);
  }
  const auto encoded = form_encode(*parameters);
  fuzz::require(std::ranges::all_of(encoded, fuzz::is_visible_ascii));
  fuzz::require(form_decode(encoded) == parameters);
  return 0;
}
