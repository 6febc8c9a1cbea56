// How a refused password is answered.
#pragma once

#include "api/problem.hpp"
#include "identity/sign_in.hpp"

namespace latchkey::api {

// 429 with Retry-After; Unauthorized otherwise, alike for unknown, disabled and wrong.
Problem refusal_of_sign_in(const identity::SignInRefusal& refusal);
// 429 likewise; otherwise the field is wrong.
Problem refusal_of_password(const identity::SignInRefusal& refusal, std::string_view field);

}  // namespace latchkey::api
