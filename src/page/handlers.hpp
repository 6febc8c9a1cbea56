// The handlers of the pages, one file each subject.
#pragma once

#include "base/task.hpp"
#include "http/message.hpp"
#include "identity/services.hpp"

namespace latchkey::page {

// Services and request outlive the Task, as http::Handler says.
using identity::Services;

Task<http::Response> show_sign_in(const Services& services, const http::Request& request);
Task<http::Response> sign_in(const Services& services, const http::Request& request);

Task<http::Response> show_consent(const Services& services, const http::Request& request);
Task<http::Response> answer_consent(const Services& services, const http::Request& request);

Task<http::Response> show_logout(const Services& services, const http::Request& request);
Task<http::Response> logout(const Services& services, const http::Request& request);

Task<http::Response> show_account(const Services& services, const http::Request& request);
Task<http::Response> show_error(const Services& services, const http::Request& request);

}  // namespace latchkey::page
