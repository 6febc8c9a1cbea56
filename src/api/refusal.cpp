#include "api/refusal.hpp"

#include <algorithm>

namespace latchkey::api {
namespace {

Problem throttled(std::chrono::seconds retry_after) {
  return {.status = 429,
          .detail = "There were too many attempts. Try again later.",
          .headers = {{"Retry-After", std::to_string(std::max<std::int64_t>(
                                          1, std::int64_t{retry_after.count()}))}}};
}

}  // namespace

Problem refusal_of_sign_in(const identity::SignInRefusal& refusal) {
  if (refusal.reason == identity::SignInRefusal::Reason::throttled)
    return throttled(refusal.retry_after);
  return {.status = 401,
          .detail = "The e-mail address or the password is wrong.",
          .headers = {{"WWW-Authenticate", "Bearer"}}};
}

Problem refusal_of_password(const identity::SignInRefusal& refusal, std::string_view field) {
  if (refusal.reason == identity::SignInRefusal::Reason::throttled)
    return throttled(refusal.retry_after);
  return bad_request({{.field = std::string(field), .message = "is not the present password"}});
}

}  // namespace latchkey::api
