#include "page/error_page.hpp"
#include "page/handlers.hpp"
#include "page/page_request.hpp"

namespace latchkey::page {

Task<http::Response> show_error(const Services& services, const http::Request& request) {
  co_return error_page(services.deployment, brand_name(services),
                       {.status = 200,
                        .title = "Something did not work",
                        .advice = "Go back to the application you came from and try again.",
                        .request_id = request.request_id,
                        .language = language_of(request)});
}

}  // namespace latchkey::page
