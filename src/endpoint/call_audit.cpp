#include "endpoint/call_audit.hpp"

#include <algorithm>
#include <array>
#include <boost/json/serialize.hpp>
#include <cstring>
#include <limits>
#include <span>

#include "base/mask_secrets.hpp"
#include "base/mix.hpp"
#include "base/utf8.hpp"
#include "endpoint/audit_event.hpp"

namespace latchkey::endpoint {

namespace {

constexpr std::size_t max_method_length = 32;
constexpr std::size_t max_path_length = 300;

std::uint64_t random_number(Random& random) {
  std::uint64_t number = 0;
  random.fill(std::as_writable_bytes(std::span(&number, 1)));
  return number;
}

// What a client sent, as text to be kept.
std::string kept(std::string_view text, std::size_t max_length) {
  if (!is_utf8(text))
    return "(not UTF-8)";
  auto cut = text.substr(0, max_length);
  while (!is_utf8(cut)) cut.remove_suffix(1);
  auto masked = mask_secrets(cut);
  return cut.size() < text.size() ? masked + "..." : masked;
}

json::object describe(const AuditedCall& call, store::audit::Event& event) {
  const auto method = kept(call.method, max_method_length);
  const auto path = kept(call.path, max_path_length);
  event.target = {.type = "resource", .id = call.resource.identifier, .name = method + " " + path};
  return {{"resource", call.resource.name}, {"method", method}, {"path", path}};
}

store::audit::Event event_of(const http::Request& request, const NamedCaller& caller, Time now) {
  const auto& token = caller.token;
  auto event = audit_event(request, "api.refused", caller.client, caller.user, token.org_id, now);
  event.actor.id = token.sub;
  event.client_id = token.client_id;
  return event;
}

}  // namespace

AuditSampler::AuditSampler(Random& random) : seed_(random_number(random)) {}

bool AuditSampler::takes(double share) {
  if (share >= 1 || share <= 0)
    return share >= 1;
  constexpr std::uint64_t step = 0x9e3779b97f4a7c15;
  const auto number = mix(seed_ + step * count_.fetch_add(1, std::memory_order_relaxed));
  return static_cast<double>(number) <
         share * static_cast<double>(std::numeric_limits<std::uint64_t>::max());
}

bool StrangerLimit::takes(std::chrono::steady_clock::time_point now) {
  const std::lock_guard lock(mutex_);
  const auto from = std::max(paid_until_, now);
  if (from - now > (burst - 1) * interval)
    return false;
  paid_until_ = from + interval;
  return true;
}

store::audit::Event call_event(const http::Request& request, const AuditedCall& call,
                               const identity::BearerIdentity& identity, Time now) {
  auto event =
      audit_event(request, "api.called", identity.client.get(), &identity.authority->user, {}, now);
  event.details = json::serialize(describe(call, event));
  return event;
}

store::audit::Event refused_call_event(const http::Request& request, const AuditedCall& call,
                                       const std::optional<NamedCaller>& caller,
                                       std::string_view default_org_id, const oauth::Error& error,
                                       Time now) {
  auto event = caller ? event_of(request, *caller, now)
                      : audit_event(request, "api.refused", nullptr, nullptr, default_org_id, now);
  event.outcome = store::audit::Outcome::failure;
  auto details = describe(call, event);
  details["error"] = oauth::traits(error.code).wire;
  details["reason"] = oauth::reason(error);
  event.details = json::serialize(details);
  return event;
}

}  // namespace latchkey::endpoint
