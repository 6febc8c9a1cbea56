#include "http/request_check.hpp"

#include <algorithm>

#include "base/character_set.hpp"

namespace latchkey::http {

namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// uri-host [ ":" port ] of RFC 3986, without a comma: two hosts joined by a proxy are not one.
constexpr CharacterSet host_characters(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~%:[]");

bool equals_lowercase(std::string_view text, std::string_view lowercase) {
  return std::ranges::equal(text, lowercase, [](char a, char b) {
    return (a >= 'A' && a <= 'Z' ? static_cast<char>(a - 'A' + 'a') : a) == b;
  });
}

struct FramingFields {
  std::size_t hosts = 0;
  std::size_t content_lengths = 0;
  std::size_t transfer_encodings = 0;
  std::size_t content_encodings = 0;
  std::size_t expectations = 0;
  std::string_view host;
  std::string_view content_length;
  std::string_view transfer_encoding;
  std::string_view expectation;
};

FramingFields framing_fields(const Request& request) {
  FramingFields fields;
  for (const auto& [name, value] : request.headers) {
    if (name == "host") {
      ++fields.hosts;
      fields.host = value;
    } else if (name == "content-length") {
      ++fields.content_lengths;
      fields.content_length = value;
    } else if (name == "transfer-encoding") {
      ++fields.transfer_encodings;
      fields.transfer_encoding = value;
    } else if (name == "content-encoding") {
      ++fields.content_encodings;
    } else if (name == "expect") {
      ++fields.expectations;
      fields.expectation = value;
    }
  }
  return fields;
}

std::unexpected<Refusal> refuse(unsigned status, std::string_view detail) {
  return std::unexpected(Refusal{status, detail});
}

}  // namespace

std::expected<HeadFacts, Refusal> check_head(const Request& request, int version) {
  if (!request.path.starts_with('/') || request.path.contains('#') || request.query.contains('#'))
    return refuse(400, "The request target is not a path.");

  const FramingFields fields = framing_fields(request);
  if (fields.hosts > 1 || (fields.hosts == 0 && version == 11))
    return refuse(400, "The request needs exactly one Host header.");
  if (!host_characters.contains_all(fields.host))
    return refuse(400, "The Host header is malformed.");

  if (fields.content_lengths > 1 ||
      (fields.content_lengths == 1 &&
       (fields.content_length.empty() || !std::ranges::all_of(fields.content_length, is_digit))))
    return refuse(400, "The Content-Length header is malformed or repeated.");
  if (fields.transfer_encodings > 0 && (fields.content_lengths > 0 || version != 11))
    return refuse(400, "Transfer-Encoding is not allowed in this request.");
  if (fields.transfer_encodings > 1 ||
      (fields.transfer_encodings == 1 && !equals_lowercase(fields.transfer_encoding, "chunked")))
    return refuse(400, "The only Transfer-Encoding that is understood is chunked.");

  HeadFacts facts;
  facts.has_body = fields.transfer_encodings > 0 ||
                   fields.content_length.find_first_not_of('0') != std::string_view::npos;
  if (facts.has_body && fields.content_encodings > 0)
    return refuse(415, "The request body must not be compressed or otherwise encoded.");
  if (fields.expectations > 0 && version == 11) {
    if (fields.expectations > 1 || !equals_lowercase(fields.expectation, "100-continue"))
      return refuse(417, "The only expectation that is understood is 100-continue.");
    facts.expects_continue = facts.has_body;
  }
  return facts;
}

}  // namespace latchkey::http
