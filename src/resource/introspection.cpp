#include "resource/introspection.hpp"

#include <algorithm>

#include "base/encoding.hpp"
#include "base/json.hpp"
#include "crypto/digest.hpp"
#include "resource/bearer_token.hpp"
#include "resource/claims.hpp"
#include "resource/issuer_documents.hpp"

namespace latchkey::resource {
namespace {

constexpr std::chrono::seconds pause_after_fault{1};

// RFC 6749 2.3.1.
Secret basic(const IntrospectionClient& client) {
  const Secret pair(percent_encode(client.client_id) + ":" + percent_encode(client.client_secret));
  return Secret("Basic " + base64_encode(as_bytes(pair.reveal())));
}

bool is_true(const json::object& answer, std::string_view name) {
  const json::value* value = answer.if_contains(name);
  return value && value->is_bool() && value->get_bool();
}

// RFC 6749 7.1: of another type, it is not proved by bearing it.
bool is_bearer(const json::object& answer) {
  const json::value* value = answer.if_contains("token_type");
  constexpr std::string_view bearer = "bearer";
  return !value ||
         (value->is_string() && std::ranges::equal(std::string_view(value->get_string()), bearer,
                                                   [](char a, char b) { return (a | 0x20) == b; }));
}

}  // namespace

Introspection::Introspection(Settings settings, const IntrospectionClient& client)
    : settings_(std::move(settings)),
      authorization_(basic(client)),
      accepted_for_(client.accepted_for),
      refused_for_(client.refused_for),
      accepted_(settings_.remembered_tokens),
      refused_(settings_.remembered_tokens),
      endpoint_(client.endpoint) {}

Finding Introspection::inspect(std::string_view token) {
  const auto now = time_of(settings_);
  const auto digest = crypto::sha256(token);
  if (auto known = accepted_.find(digest, now))
    return std::move(known->identity);
  if (refused_.find(digest, now))
    return invalid_token("the issuer said so moments ago");
  if (!is_b64token(token))
    return malformed_token();
  auto finding = ask(token, now);
  if (finding) {
    const auto end = std::chrono::time_point_cast<Duration>((*finding)->expires_at);
    accepted_.insert(digest, {.identity = *finding, .until = std::min(end, now + accepted_for_)});
  } else if (finding.error().reason == Reason::invalid_token) {
    refused_.insert(digest, {.identity = nullptr, .until = now + refused_for_});
  }
  return finding;
}

std::expected<std::string, std::string> Introspection::endpoint() {
  {
    const std::lock_guard lock(mutex_);
    if (!endpoint_.empty())
      return endpoint_;
  }
  auto found = discover(settings_, "introspection_endpoint");
  const std::lock_guard lock(mutex_);
  if (found)
    endpoint_ = *found;
  return found;
}

Finding Introspection::ask(std::string_view token, Time now) {
  {
    const std::lock_guard lock(mutex_);
    if (fault_ && now < silent_until_)
      return std::unexpected(*fault_);
  }
  const auto address = endpoint();
  auto finding =
      address ? read_answer(
                    fetch_with(settings_, {.url = *address,
                                           .form = "token=" + percent_encode(token) +
                                                   "&token_type_hint=access_token",
                                           .authorization = std::string(authorization_.reveal()),
                                           .timeout = settings_.fetch_timeout}),
                    now)
              : Finding(unavailable(address.error(), pause_after_fault));
  const std::lock_guard lock(mutex_);
  fault_.reset();
  if (!finding && finding.error().reason == Reason::unavailable) {
    fault_ = finding.error();
    silent_until_ = time_of(settings_) + pause_after_fault;
  }
  return finding;
}

Finding Introspection::read_answer(const FetchAnswer& answer, Time now) const {
  if (answer.status == 0)
    return unavailable("introspection: " + answer.body, pause_after_fault);
  if (answer.status != 200)
    return unavailable("introspection answers " + std::to_string(answer.status), pause_after_fault);
  const auto value = parse_json(answer.body);
  if (!value || !value->is_object() || !value->get_object().contains("active"))
    return unavailable("introspection answers no JSON of RFC 7662", pause_after_fault);
  const auto& members = value->get_object();
  if (!is_true(members, "active"))
    return invalid_token("the issuer says that it is not active");
  if (!is_bearer(members))
    return invalid_token("no bearer token");
  // Refresh tokens are active too, but have no audience.
  auto identity = read_identity(
      members,
      {.issuer = settings_.issuer, .audiences = settings_.audiences, .leeway = settings_.leeway},
      now);
  if (!identity)
    return invalid_token(identity.error());
  return std::make_shared<const Identity>(*std::move(identity));
}

}  // namespace latchkey::resource
