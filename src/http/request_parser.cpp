#include "http/request_parser.hpp"

#include <algorithm>
#include <boost/beast/http/error.hpp>
#include <optional>

namespace latchkey::http {

namespace {

using boost::beast::http::verb;

std::optional<Method> method_of(verb value) {
  switch (value) {
    case verb::get:
      return Method::get;
    case verb::head:
      return Method::head;
    case verb::post:
      return Method::post;
    case verb::put:
      return Method::put;
    case verb::patch:
      return Method::patch;
    case verb::delete_:
      return Method::delete_;
    case verb::options:
      return Method::options;
    default:
      return std::nullopt;
  }
}

bool is_control(char c) {
  return static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
}

}  // namespace

void RequestParser::on_request_impl(Verb verb, Text, Text target, int version, Code&) {
  const std::optional<Method> method = method_of(verb);
  knows_method_ = method.has_value();
  request_.method = method.value_or(Method::get);
  version_ = version;
  const auto question_mark = target.find('?');
  request_.has_query = question_mark != Text::npos;
  request_.path.assign(target.data(), std::min(question_mark, target.size()));
  if (request_.has_query)
    request_.query.assign(target.data() + question_mark + 1, target.size() - question_mark - 1);
}

void RequestParser::on_field_impl(Field, Text name, Text value, Code&) {
  if (header_is_done_)
    return;
  auto& header = request_.headers.emplace_back();
  header.first.resize(name.size());
  std::ranges::transform(name, header.first.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  header.second.assign(value.data(), value.size());
}

void RequestParser::on_header_impl(Code&) {
  header_is_done_ = true;
}

// Grown by what arrives, never by what is announced.
void RequestParser::on_body_init_impl(const boost::optional<std::uint64_t>&, Code&) {}

std::size_t RequestParser::on_body_impl(Text bytes, Code&) {
  request_.body.append(bytes.data(), bytes.size());
  return bytes.size();
}

// Beast lets any octet pass in a quoted extension value.
void RequestParser::on_chunk_header_impl(std::uint64_t, Text extensions, Code& code) {
  if (std::ranges::any_of(extensions, is_control))
    code = boost::beast::http::error::bad_chunk_extension;
}

std::size_t RequestParser::on_chunk_body_impl(std::uint64_t, Text bytes, Code& code) {
  return on_body_impl(bytes, code);
}

void RequestParser::on_finish_impl(Code&) {}

}  // namespace latchkey::http
