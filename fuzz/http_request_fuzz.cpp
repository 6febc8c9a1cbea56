// Input: one byte, the size of the pieces in which the rest arrives (0: all at once); then the
// bytes of a connection.
#include <vector>

#include "fuzz.hpp"
#include "http/request_reader.hpp"

namespace latchkey::fuzz {
namespace {

using http::ReadLimits;
using http::Request;
using http::RequestReader;
using Progress = RequestReader::Progress;

constexpr ReadLimits limits{
    .max_header_bytes = 1024, .max_header_fields = 16, .max_body_bytes = 2048};

struct Conversation {
  std::vector<Request> requests;
  bool is_refused = false;
  bool is_over = false;  // refused, or closed after the last request
};

bool is_framing(std::string_view name) {
  return name == "content-length" || name == "transfer-encoding" || name == "expect";
}

void require_sound(const Request& request, const ReadLimits& within) {
  require(request.path.starts_with('/'));
  require(std::ranges::all_of(request.path, is_visible_ascii));
  require(std::ranges::all_of(request.query, is_visible_ascii));
  require(request.has_query || request.query.empty());
  require(request.body.size() <= within.max_body_bytes);
  require(request.headers.size() <= within.max_header_fields);
  require(request.header_count("host") <= 1);
  require(request.header_count("content-length") + request.header_count("transfer-encoding") <= 1);
  for (const auto& [name, value] : request.headers) {
    require(!name.empty());
    require(std::ranges::none_of(name, [](char c) { return c >= 'A' && c <= 'Z'; }));
    require(value.find_first_of(std::string_view("\r\n\0", 3)) == std::string::npos);
  }
}

// Reads on until more bytes are needed.
void read_on(RequestReader& reader, const ReadLimits& within, Conversation& conversation) {
  for (;;) {
    const auto progress = reader.advance();
    conversation.is_refused = conversation.is_over = !progress;
    if (!progress || *progress != Progress::complete)
      return;
    require_sound(reader.request(), within);
    conversation.requests.push_back(reader.request());
    conversation.is_over = !reader.keeps_alive();
    if (conversation.is_over)
      return;
    reader.next();
  }
}

Conversation converse(std::string_view bytes, std::size_t piece, const ReadLimits& within) {
  RequestReader reader(within);
  Conversation conversation;
  while (!bytes.empty() && !conversation.is_over) {
    const auto part = bytes.substr(0, piece == 0 ? bytes.size() : piece);
    bytes.remove_prefix(part.size());
    reader.append(part);
    read_on(reader, within, conversation);
  }
  return conversation;
}

bool is_same(const Request& left, const Request& right) {
  return left.method == right.method && left.path == right.path && left.query == right.query &&
         left.has_query == right.has_query && left.headers == right.headers &&
         left.body == right.body;
}

// What no continuation can mend may be noticed earlier or later, but is never read as a request.
void require_late_refusal(std::string bytes, std::size_t piece) {
  bytes.append(limits.max_header_bytes + 1, 'x');
  const auto at_once = converse(bytes, 0, limits);
  const auto in_pieces = converse(bytes, piece, limits);
  require(at_once.is_refused && in_pieces.is_refused);
  require(std::ranges::equal(at_once.requests, in_pieces.requests, is_same));
}

// The request as its plainest sender would write it.
std::string serialise(const Request& request) {
  std::string text(name(request.method));
  text.append(" ").append(request.path);
  if (request.has_query)
    text.append("?").append(request.query);
  text += " HTTP/1.1\r\n";
  if (request.header_count("host") == 0)
    text += "Host: example.com\r\n";
  for (const auto& [name, value] : request.headers)
    if (!is_framing(name))
      text.append(name).append(": ").append(value).append("\r\n");
  text.append("content-length: ").append(std::to_string(request.body.size())).append("\r\n\r\n");
  return text.append(request.body);
}

void require_round_trip(const Request& request) {
  constexpr ReadLimits wide{
      .max_header_bytes = 4096, .max_header_fields = 32, .max_body_bytes = 2048};
  const auto again = converse(serialise(request), 0, wide);
  require(again.requests.size() == 1 && !again.is_refused);
  const Request& read = again.requests.front();
  require(read.method == request.method && read.path == request.path);
  require(read.has_query == request.has_query && read.query == request.query);
  require(read.body == request.body);
  for (const auto& [name, value] : request.headers)
    require(is_framing(name) || read.header_count(name) == request.header_count(name));
}

}  // namespace
}  // namespace latchkey::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace latchkey::fuzz;
  auto bytes = text_of(data, size);
  const auto piece = take_byte(bytes);
  const auto at_once = converse(bytes, 0, limits);
  const auto in_pieces = converse(bytes, piece, limits);
  if (at_once.is_refused != in_pieces.is_refused)
    require_late_refusal(std::string(bytes), piece);
  require(std::ranges::equal(at_once.requests, in_pieces.requests, is_same));
  for (const auto& request : at_once.requests) require_round_trip(request);
  return 0;
}
