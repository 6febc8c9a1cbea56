#include "base/utf8.hpp"
#include "fuzz.hpp"
#include "yaml/document.hpp"
#include "yaml/write.hpp"

namespace latchkey::fuzz {
namespace {

void require_text(std::string_view text) {
  require(is_utf8(text));
  require(!text.contains('\0'));
  require(text.size() <= yaml::max_scalar_bytes);
}

// Within the limits, and each value with its place.
void require_sound(const json::value& value, const yaml::Place& place, std::size_t depth) {
  require(depth <= yaml::max_depth);
  require(place.position.line >= 1 && place.position.column >= 1);
  if (const auto* object = value.if_object()) {
    require(object->size() == place.children.size());
    const yaml::Place* child = place.children.data();
    for (const auto& [name, member] : *object) {
      require_text(name);
      require(child->key == std::string_view(name));
      require_sound(member, *child++, depth + 1);
    }
  } else if (const auto* array = value.if_array()) {
    require(array->size() == place.children.size());
    for (std::size_t index = 0; index < array->size(); ++index)
      require_sound((*array)[index], place.children[index], depth + 1);
  } else {
    require(place.children.empty());
    require(!value.is_double() && !value.is_uint64());
    if (const auto* text = value.if_string())
      require_text(*text);
  }
}

}  // namespace
}  // namespace latchkey::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace latchkey;
  const auto document = yaml::read(fuzz::text_of(data, size));
  if (!document) {
    fuzz::require(!document.error().empty());
    return 0;
  }
  fuzz::require_sound(document->value, document->root, 0);
  const auto again = yaml::read(yaml::write(document->value));
  fuzz::require(again.has_value());
  fuzz::require(again->value == document->value);
  return 0;
}
