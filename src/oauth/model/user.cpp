#include "oauth/model/user.hpp"

namespace latchkey::oauth {

std::string User::display_name() const {
  if (first_name.empty() && last_name.empty())
    return email;
  if (first_name.empty() || last_name.empty())
    return first_name + last_name;
  return first_name + " " + last_name;
}

}  // namespace latchkey::oauth
