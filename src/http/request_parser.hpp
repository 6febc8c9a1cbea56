// Beast's HTTP/1 parser writing straight into a Request, without Beast's own message in between.
#pragma once

#include <boost/beast/http/basic_parser.hpp>

#include "http/message.hpp"

namespace latchkey::http {

// One object a request; the request outlives it. Trailer fields are dropped (RFC 9110 6.5.1).
class RequestParser final : public boost::beast::http::basic_parser<true> {
 public:
  explicit RequestParser(Request& request) : request_(request) {}

  // False for a method that this server does not know; request.method is then meaningless.
  [[nodiscard]] bool knows_method() const { return knows_method_; }
  [[nodiscard]] int version() const { return version_; }  // 10 or 11

 private:
  using Verb = boost::beast::http::verb;
  using Field = boost::beast::http::field;
  using Text = boost::beast::string_view;
  using Code = boost::beast::error_code;

  void on_request_impl(Verb verb, Text method, Text target, int version, Code& code) override;
  void on_response_impl(int, Text, int, Code&) override {}
  void on_field_impl(Field, Text name, Text value, Code& code) override;
  void on_header_impl(Code& code) override;
  void on_body_init_impl(const boost::optional<std::uint64_t>& length, Code& code) override;
  std::size_t on_body_impl(Text bytes, Code& code) override;
  void on_chunk_header_impl(std::uint64_t size, Text extensions, Code& code) override;
  std::size_t on_chunk_body_impl(std::uint64_t remaining, Text bytes, Code& code) override;
  void on_finish_impl(Code& code) override;

  Request& request_;
  int version_ = 11;
  bool knows_method_ = false;
  bool header_is_done_ = false;
};

}  // namespace latchkey::http
