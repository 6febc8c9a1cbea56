#include "oauth/model/resource.hpp"

#include <algorithm>

namespace latchkey::oauth {

const Resource* find_resource(const std::vector<Resource>& resources, std::string_view name) {
  const auto found = std::ranges::find(resources, name, &Resource::name);
  return found == resources.end() ? nullptr : &*found;
}

}  // namespace latchkey::oauth
