#include "api/openapi.hpp"

#include "api/handlers.hpp"

namespace latchkey::api {

Task<Answer> show_openapi(const Call&) {
  co_return http::json_response(200, std::string(openapi_document));
}

}  // namespace latchkey::api
