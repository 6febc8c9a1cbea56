#include "oauth/request/logout_request.hpp"

#include <array>

#include "oauth/request/parameters.hpp"
#include "oauth/request/state.hpp"

namespace latchkey::oauth {

namespace {

constexpr std::array<std::string_view, 6> known_parameters{
    "id_token_hint", "client_id", "post_logout_redirect_uri", "state", "ui_locales", "logout_hint",
};

}  // namespace

std::expected<LogoutRequest, Error> read_logout_request(const Parameters& parameters) {
  if (auto checked = check_not_repeated(parameters, known_parameters); !checked)
    return std::unexpected(std::move(checked.error()));
  const ParameterReader reader(parameters);
  LogoutRequest request{*reader.optional("id_token_hint"), *reader.optional("client_id"),
                        *reader.optional("post_logout_redirect_uri"), *reader.optional("state"),
                        *reader.optional("ui_locales")};
  if (auto checked = check_state(request.state); !checked)
    return std::unexpected(std::move(checked.error()));
  return request;
}

}  // namespace latchkey::oauth
