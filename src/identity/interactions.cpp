#include "identity/interactions.hpp"

#include <utility>

#include "crypto/digest.hpp"
#include "store/interactions.hpp"

namespace latchkey::identity {

Task<std::optional<oauth::Interaction>> find_interaction(store::Store& store, std::string value,
                                                         std::string browser_cookie) {
  const Time now = store.clock().now();
  auto look = [digest = crypto::digest_text(value), now](store::Transaction& tx) {
    return store::interactions::find(tx, digest, now);
  };
  auto found = co_await store.read(std::move(look));
  if (!found ||
      !crypto::constant_time_equal(found->browser_digest, crypto::digest_text(browser_cookie)))
    co_return std::nullopt;
  co_return found;
}

}  // namespace latchkey::identity
