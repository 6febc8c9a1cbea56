// What the handlers of pages read from a request, and the pages they end on when it is unfit.
#pragma once

#include <expected>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/form.hpp"
#include "http/message.hpp"
#include "identity/browser_sessions.hpp"
#include "identity/request_origin.hpp"
#include "identity/services.hpp"

namespace latchkey::page {

using identity::Services;

// An error page; reason goes to the log alone.
struct Refusal {
  unsigned status;
  std::string title;
  std::string advice;
  std::string reason;
};
http::Response refuse(const Services& services, const http::Request& request,
                      const Refusal& refusal);

http::Response refuse_malformed(const Services& services, const http::Request& request,
                                std::string reason);
// 403: not sent by a page of ours, or by one of another browser or session.
http::Response refuse_forged(const Services& services, const http::Request& request,
                             std::string reason);
// 400: the authorization request that the page belongs to cannot go on.
http::Response refuse_interaction(const Services& services, const http::Request& request,
                                  std::string reason);

std::string brand_name(const Services& services);
identity::RequestOrigin origin_of(const http::Request& request);

// The parameters of a GET or of a form sent by a page of ours; else the page to answer with. The
// CSRF token is still to be checked.
using Read = std::expected<Parameters, http::Response>;
Read read_query(const Services& services, const http::Request& request);
Read read_form(const Services& services, const http::Request& request);

// The first value of a parameter; nothing when it is absent or empty.
std::optional<std::string> value_of(const Parameters& parameters, std::string_view name);
// Whether a parameter other than these occurs twice.
bool has_repeated(const Parameters& parameters, std::string_view but_for = "");

}  // namespace latchkey::page
