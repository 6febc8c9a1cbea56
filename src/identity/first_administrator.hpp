// The first System Administrator, made when the store has no users.
#pragma once

#include <optional>
#include <string>

#include "base/secret.hpp"
#include "store/store.hpp"

namespace latchkey::identity {

struct FirstAdministrator {
  std::string email;
  Secret password;
  bool is_generated;  // and so must be shown, once
};

// Blocks; for start-up. Nothing when there are users already. email and password come from the
// operator; where they are missing, "admin@localhost" and a generated password. Throws
// std::runtime_error when the given ones break the rules for e-mail or password.
std::optional<FirstAdministrator> create_first_administrator(
    store::Store& store, const std::optional<std::string>& email,
    const std::optional<Secret>& password);

}  // namespace latchkey::identity
