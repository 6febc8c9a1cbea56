#include "http/request_reader.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/beast/http/error.hpp>

namespace latchkey::http {

namespace {

using Error = boost::beast::http::error;

// What an idle connection may keep allocated for its next request.
constexpr std::size_t kept_bytes = 2048;

// The least that any unfinished chunked body still lacks: "0" CRLF CRLF. Beast's parser asserts
// that it is never called with less at the last chunk.
constexpr std::size_t least_chunked_bytes = 5;

Refusal refusal_for(const boost::beast::error_code& code) {
  if (code == Error::body_limit)
    return {413, "The request body is too large."};
  if (code == Error::header_limit)
    return {431, "The request's header is too large."};
  return {400, "The request is malformed."};
}

}  // namespace

RequestReader::RequestReader(const ReadLimits& limits)
    : limits_(limits), scanner_(limits.max_header_bytes, limits.max_header_fields) {}

std::expected<RequestReader::Progress, Refusal> RequestReader::advance() {
  if (progress_ == Progress::idle || progress_ == Progress::head)
    return advance_head();
  if (progress_ == Progress::body)
    return advance_body();
  return progress_;
}

std::expected<RequestReader::Progress, Refusal> RequestReader::advance_head() {
  // RFC 9112 2.2: one empty line before the request line is ignored.
  if (progress_ == Progress::idle && !has_ignored_line_ && pending_.starts_with("\r\n")) {
    pending_.erase(0, 2);
    has_ignored_line_ = true;
  }
  if (pending_.empty() || pending_ == "\r")
    return progress_;
  progress_ = Progress::head;

  const auto length = scanner_.scan(pending_);
  if (!length)
    return std::unexpected(length.error());
  if (*length == 0)
    return progress_;

  parser_.emplace(request_);
  parser_->eager(true);
  parser_->header_limit(static_cast<std::uint32_t>(limits_.max_header_bytes));
  parser_->body_limit(limits_.max_body_bytes);
  boost::beast::error_code code;
  parser_->put(boost::asio::buffer(pending_.data(), *length), code);
  if (code && code != Error::body_limit)
    return std::unexpected(refusal_for(code));
  if (!parser_->knows_method())
    return std::unexpected(Refusal{501, "The request method is not known."});
  const auto facts = check_head(request_, parser_->version());
  if (!facts)
    return std::unexpected(facts.error());
  if (code)
    return std::unexpected(refusal_for(code));

  facts_ = *facts;
  pending_.erase(0, *length);
  progress_ = parser_->is_done() ? Progress::complete : Progress::body;
  return progress_ == Progress::body ? advance_body() : progress_;
}

std::expected<RequestReader::Progress, Refusal> RequestReader::advance_body() {
  const std::size_t least = parser_->chunked() ? least_chunked_bytes : 1;
  std::size_t consumed = 0;
  while (!parser_->is_done() && pending_.size() - consumed >= least) {
    boost::beast::error_code code;
    consumed += parser_->put(
        boost::asio::buffer(pending_.data() + consumed, pending_.size() - consumed), code);
    if (code == Error::need_more)
      break;
    if (code)
      return std::unexpected(refusal_for(code));
  }
  pending_.erase(0, consumed);
  if (parser_->is_done())
    progress_ = Progress::complete;
  else if (pending_.size() > limits_.max_header_bytes)
    return std::unexpected(Refusal{400, "A chunk's header or the trailer is too large."});
  return progress_;
}

bool RequestReader::take_expectation() {
  const bool expected = facts_.expects_continue && progress_ == Progress::body &&
                        pending_.empty() && request_.body.empty();
  facts_.expects_continue = false;
  return expected;
}

bool RequestReader::keeps_alive() const {
  return parser_ && parser_->version() == 11 && parser_->keep_alive();
}

void RequestReader::next() {
  parser_.reset();
  scanner_.reset();
  facts_ = HeadFacts();
  progress_ = Progress::idle;
  has_ignored_line_ = false;
  request_.path.clear();
  request_.query.clear();
  request_.has_query = false;
  request_.headers.clear();
  request_.trace.reset();
  request_.route.reset();
  request_.path_parameters.clear();
  request_.body.clear();
  if (request_.body.capacity() > kept_bytes)
    request_.body.shrink_to_fit();
  if (pending_.empty() && pending_.capacity() > kept_bytes)
    pending_.shrink_to_fit();
}

}  // namespace latchkey::http
