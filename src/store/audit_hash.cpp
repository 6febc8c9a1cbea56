#include "store/audit_hash.hpp"

#include "crypto/digest.hpp"
#include "store/columns.hpp"

namespace latchkey::store::audit {

std::string chain_hash(std::string_view previous_hash, const Event& event) {
  std::string text;
  text.reserve(512);
  const auto add = [&text](std::string_view field) {
    text.append(std::to_string(field.size())).append(":").append(field);
  };
  add(previous_hash);
  add(std::to_string(event.id));
  add(std::to_string(micros(event.time)));
  for (const std::string_view field :
       {std::string_view(event.org_id), std::string_view(event.actor.id),
        std::string_view(event.actor.name), std::string_view(event.client_id),
        std::string_view(event.client_name), std::string_view(event.action),
        std::string_view(event.target.type), std::string_view(event.target.id),
        std::string_view(event.target.name), name(event.outcome), std::string_view(event.address),
        std::string_view(event.request_id), std::string_view(event.details)})
    add(field);
  return crypto::digest_text(text);
}

}  // namespace latchkey::store::audit
