// Authorization requests that wait for the user of this browser.
#pragma once

#include <optional>
#include <string>

#include "base/task.hpp"
#include "oauth/model/interaction.hpp"
#include "store/store.hpp"

namespace latchkey::identity {

// The interaction with this value (of a page's URL or form), begun in the browser with this cookie
// and not expired; nothing otherwise.
Task<std::optional<oauth::Interaction>> find_interaction(store::Store& store, std::string value,
                                                         std::string browser_cookie);

}  // namespace latchkey::identity
