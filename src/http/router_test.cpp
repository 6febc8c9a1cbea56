#include "http/router.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/unavailable.hpp"

namespace latchkey::http {
namespace {

Response render(FaultStyle style, const Fault& fault) {
  const char* styles[] = {"oauth", "problem", "page"};
  return html_response(200, styles[static_cast<int>(style)] + std::string(" ") +
                                std::to_string(fault.status) + " " + fault.request_id);
}

Handler answering(const std::string& text) {
  return [text](const Request& request) -> Task<Response> {
    std::string body = text;
    for (const std::string& parameter : request.path_parameters) body += " " + parameter;
    co_return html_response(200, body);
  };
}

template <class Exception>
Handler throwing(Exception exception) {
  return [exception](const Request&) -> Task<Response> {
    throw exception;
    co_return Response();
  };
}

class RouterTest : public ::testing::Test {
 protected:
  RouterTest() {
    router.add({Method::get, "/page", answering("page"), FaultStyle::page});
    router.add({Method::post, "/token", answering("token"), FaultStyle::oauth, Cors::any_origin});
    router.add({Method::get, "/api/things/{id}", answering("thing")});
    router.add({Method::put, "/api/things/{id}", answering("put")});
    router.add({Method::get, "/api/full", throwing(Unavailable("the disk is full", 7))});
    router.add({Method::get, "/token/broken", throwing(std::runtime_error("secret reason")),
                FaultStyle::oauth, Cors::any_origin});
    router.add({Method::get, "/odd", throwing(17), FaultStyle::page});
    router.add({Method::get, "/sync", [](const Request&) -> Task<Response> {
                  throw std::runtime_error("before the first suspension");
                }});
  }

  Response ask(Method method, std::string path, Listener listener = Listener::clients) {
    Request request;
    request.listener = listener;
    request.method = method;
    request.path = std::move(path);
    request.request_id = "r1";
    Response response;
    boost::asio::io_context context(1);
    boost::asio::co_spawn(context, router.dispatch(request),
                          [&](const std::exception_ptr& error, Response answer) {
                            EXPECT_FALSE(error);
                            response = std::move(answer);
                          });
    context.run();
    return response;
  }

  static std::string header(const Response& response, std::string_view name) {
    for (const auto& [header_name, value] : response.headers.list())
      if (header_name == name)
        return std::string(value);
    return {};
  }

  std::vector<std::string> lines;
  Log log{LogFormat::logfmt, LogLevel::info,
          [this](std::string_view line) { lines.emplace_back(line); }};
  Router router{render, log};
};

TEST_F(RouterTest, a_route_answers_with_its_parameters) {
  EXPECT_EQ(ask(Method::get, "/page").body, "page");
  EXPECT_EQ(ask(Method::get, "/api/things/a%2Fb").body, "thing a/b");
  EXPECT_EQ(ask(Method::put, "/api/things/x").body, "put x");
}

TEST_F(RouterTest, rfc9110_9_3_2_get_routes_answer_head) {
  EXPECT_EQ(ask(Method::head, "/page").body, "page");
  EXPECT_EQ(ask(Method::head, "/api/things/x").body, "thing x");
  EXPECT_EQ(ask(Method::head, "/token").status, 405U);
}

TEST_F(RouterTest, an_unknown_path_is_404_in_the_style_of_its_neighbours) {
  EXPECT_EQ(ask(Method::get, "/nothing").body, "page 404 r1");
  EXPECT_EQ(ask(Method::get, "/api/nothing").body, "problem 404 r1");
  EXPECT_EQ(ask(Method::get, "/token/").body, "oauth 404 r1");
  EXPECT_EQ(ask(Method::get, "/api/things/%zz").status, 404U);
}

TEST_F(RouterTest, a_route_is_only_where_it_is_served) {
  router.add({.method = Method::get,
              .pattern = "/metrics",
              .handler = answering("figures"),
              .listeners = {Listener::operations}});
  router.add({.method = Method::get,
              .pattern = "/health",
              .handler = answering("well"),
              .listeners = {Listener::clients, Listener::operations}});
  router.add({.method = Method::get, .pattern = "/metrics", .handler = answering("another")});
  EXPECT_EQ(ask(Method::get, "/metrics", Listener::operations).body, "figures");
  EXPECT_EQ(ask(Method::get, "/metrics").body, "another");
  EXPECT_EQ(ask(Method::get, "/health").body, "well");
  EXPECT_EQ(ask(Method::get, "/health", Listener::operations).body, "well");
  EXPECT_EQ(ask(Method::get, "/health", Listener::administration).status, 404U);
  EXPECT_EQ(ask(Method::post, "/health", Listener::administration).status, 404U);
  EXPECT_EQ(ask(Method::get, "/page", Listener::operations).status, 404U);
  EXPECT_THROW(router.add({.method = Method::get,
                           .pattern = "/metrics",
                           .handler = answering("again"),
                           .listeners = {Listener::administration, Listener::operations}}),
               std::logic_error);
}

TEST_F(RouterTest, rfc9110_15_5_6_another_method_is_405_with_allow) {
  const Response response = ask(Method::delete_, "/api/things/x");
  EXPECT_EQ(response.status, 405U);
  EXPECT_EQ(header(response, "Allow"), "GET, HEAD, PUT");
  EXPECT_EQ(response.body, "problem 405 r1");
}

TEST_F(RouterTest, patterns_that_share_a_path_answer_each_for_its_methods) {
  router.add({Method::get, "/api/parts/{id}", answering("part")});
  router.add({Method::post, "/api/parts/{+path}", answering("parts")});
  EXPECT_EQ(ask(Method::get, "/api/parts/x").body, "part x");
  EXPECT_EQ(ask(Method::head, "/api/parts/x").body, "part x");
  EXPECT_EQ(ask(Method::post, "/api/parts/x").body, "parts /x");
  EXPECT_EQ(header(ask(Method::put, "/api/parts/x"), "Allow"), "GET, HEAD, POST");
  EXPECT_EQ(header(ask(Method::get, "/api/parts/x/y"), "Allow"), "POST");
}

TEST_F(RouterTest, unavailable_is_503_with_retry_after) {
  const Response response = ask(Method::get, "/api/full");
  EXPECT_EQ(response.status, 503U);
  EXPECT_EQ(header(response, "Retry-After"), "7");
  ASSERT_EQ(lines.size(), 1U);
  EXPECT_THAT(lines[0], ::testing::HasSubstr("the disk is full"));
  EXPECT_THAT(lines[0], ::testing::HasSubstr("request_id=r1"));
}

TEST_F(RouterTest, any_other_exception_is_500_and_its_reason_for_the_log_only) {
  const Response response = ask(Method::get, "/token/broken");
  EXPECT_EQ(response.status, 500U);
  EXPECT_EQ(response.body, "oauth 500 r1");
  EXPECT_EQ(ask(Method::get, "/odd").body, "page 500 r1");
  EXPECT_EQ(ask(Method::get, "/sync").body, "problem 500 r1");
  ASSERT_EQ(lines.size(), 3U);
  EXPECT_THAT(lines[0], ::testing::HasSubstr("secret reason"));
}

TEST_F(RouterTest, open_routes_are_readable_from_any_origin_even_when_they_fail) {
  for (const Response& response :
       {ask(Method::post, "/token"), ask(Method::get, "/token"), ask(Method::get, "/token/broken")})
    EXPECT_EQ(header(response, "Access-Control-Allow-Origin"), "*") << response.status;
  EXPECT_EQ(header(ask(Method::post, "/token"), "Access-Control-Expose-Headers"),
            "WWW-Authenticate, Retry-After, X-Request-Id");
  EXPECT_EQ(header(ask(Method::get, "/page"), "Access-Control-Allow-Origin"), "");
  Request request;
  request.path = "/token";
  EXPECT_EQ(header(router.refuse(request, 413, "too large"), "Access-Control-Allow-Origin"), "*");
  request.path = "/page";
  EXPECT_EQ(header(router.refuse(request, 413, "too large"), "Access-Control-Allow-Origin"), "");
}

TEST_F(RouterTest, preflight_is_answered_for_open_routes_only) {
  const Response open = ask(Method::options, "/token");
  EXPECT_EQ(open.status, 204U);
  EXPECT_EQ(header(open, "Access-Control-Allow-Origin"), "*");
  EXPECT_EQ(header(open, "Access-Control-Allow-Methods"), "POST");
  EXPECT_EQ(header(open, "Access-Control-Allow-Headers"), "Authorization, Content-Type");
  EXPECT_EQ(header(open, "Access-Control-Max-Age"), "600");
  const Response closed = ask(Method::options, "/page");
  EXPECT_EQ(closed.status, 405U);
  EXPECT_EQ(header(closed, "Access-Control-Allow-Origin"), "");
  EXPECT_EQ(header(closed, "Access-Control-Allow-Methods"), "");
}

TEST_F(RouterTest, a_renderer_that_fails_still_gives_the_status) {
  const Router broken([](FaultStyle, const Fault&) -> Response { throw std::runtime_error("x"); },
                      log);
  EXPECT_EQ(broken.fault(FaultStyle::page, {503, "detail", "r1"}).status, 503U);
}

TEST_F(RouterTest, the_same_route_twice_is_a_mistake) {
  EXPECT_THROW(router.add({Method::get, "/page", answering("again")}), std::logic_error);
  EXPECT_EQ(router.routes().size(), 8U);
}

}  // namespace
}  // namespace latchkey::http
