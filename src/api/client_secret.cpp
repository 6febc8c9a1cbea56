#include "api/client_secret.hpp"

#include "crypto/digest.hpp"

namespace latchkey::api {

NewClientSecret make_client_secret(Random& random, Time now) {
  Secret value(make_bearer_value(random, "lks_"));
  std::string digest = crypto::digest_text(value.reveal());
  return {.value = std::move(value),
          .stored = {.id = make_id(random, "sec_"),
                     .digest = std::move(digest),
                     .created_at = now,
                     .last_used_at = std::nullopt}};
}

}  // namespace latchkey::api
