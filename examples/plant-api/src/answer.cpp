#include "answer.hpp"

#include <boost/json/serialize.hpp>

namespace plant {
namespace {

std::string_view title(int status) {
  switch (status) {
    case 400:
      return "Bad Request";
    case 401:
      return "Unauthorized";
    case 403:
      return "Forbidden";
    case 404:
      return "Not Found";
    case 409:
      return "Conflict";
    case 413:
      return "Content Too Large";
    case 414:
      return "URI Too Long";
    case 422:
      return "Unprocessable Content";
    case 503:
      return "Service Unavailable";
    default:
      return status < 500 ? "Bad Request" : "Internal Server Error";
  }
}

}  // namespace

void answer_json(httplib::Response& response, const boost::json::value& body, int status) {
  response.status = status;
  response.set_content(boost::json::serialize(body), "application/json");
}

void answer_problem(httplib::Response& response, int status, std::string_view detail) {
  const boost::json::object problem{
      {"status", status}, {"title", title(status)}, {"detail", detail}};
  response.status = status;
  response.set_content(boost::json::serialize(problem), "application/problem+json");
}

void answer_broker_unavailable(httplib::Response& response) {
  response.set_header("Retry-After", "1");
  answer_problem(response, 503, "The MQTT broker does not answer.");
}

}  // namespace plant
