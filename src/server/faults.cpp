#include "server/faults.hpp"

#include <boost/json/serialize.hpp>

#include "api/problem.hpp"
#include "base/json.hpp"
#include "page/error_page.hpp"

namespace latchkey::server {

namespace {

// RFC 6749 5.2 has no code for most of these; the nearest says whether trying again may help.
std::string_view oauth_code(unsigned status) {
  if (status == 503)
    return "temporarily_unavailable";
  return status >= 500 ? "server_error" : "invalid_request";
}

http::Response oauth_fault(const http::Fault& fault) {
  auto response = http::json_response(
      fault.status, json::serialize(json::object{{"error", oauth_code(fault.status)},
                                                 {"error_description", fault.detail},
                                                 {"request_id", fault.request_id}}));
  response.set("Cache-Control", "no-store");
  return response;
}

page::ErrorPage page_content(const http::Fault& fault) {
  page::ErrorPage content{
      .status = fault.status, .title = {}, .advice = {}, .request_id = fault.request_id};
  if (fault.status == 404 || fault.status == 405) {
    content.title = "This page does not exist";
    content.advice = "Check the address, or go back to the application you came from.";
  } else if (fault.status >= 500) {
    content.title = "Something went wrong here";
    content.advice =
        "It is not your fault. Wait a moment and try again. If it goes on, tell the "
        "people who run this server, with the request id below.";
  } else {
    content.title = "This request does not work";
    content.advice = "Go back to the application and start again.";
  }
  return content;
}

}  // namespace

http::FaultRenderer fault_renderer(const identity::Deployment& deployment,
                                   const store::Store& store) {
  return [&deployment, &store](http::FaultStyle style, const http::Fault& fault) {
    if (style == http::FaultStyle::oauth)
      return oauth_fault(fault);
    if (style == http::FaultStyle::problem)
      return api::problem_response(fault);
    const auto snapshot = store.latest_snapshot();
    return page::error_page(deployment, snapshot->settings_of(snapshot->default_org_id).brand_name,
                            page_content(fault));
  };
}

}  // namespace latchkey::server
