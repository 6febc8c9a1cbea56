#include "audit/gzip.hpp"

#include <array>
#include <new>
#define ZLIB_CONST
#include <zlib.h>

namespace latchkey::audit {

namespace {

constexpr int gzip_window_bits = 16 + MAX_WBITS;
constexpr int memory_level = 8;
constexpr std::size_t chunk = 64 * 1024;
// No event is nearly as long; a line that is was put there.
constexpr std::size_t longest_line = 4 * 1024 * 1024;

const Bytef* bytes_of(std::string_view text) {
  return reinterpret_cast<const Bytef*>(text.data());
}

}  // namespace

struct GzipText::Stream {
  z_stream z{};
  std::array<char, chunk> buffer{};
};

GzipText::GzipText() : stream_(std::make_unique<Stream>()) {
  if (deflateInit2(&stream_->z, Z_DEFAULT_COMPRESSION, Z_DEFLATED, gzip_window_bits, memory_level,
                   Z_DEFAULT_STRATEGY) != Z_OK)
    throw std::bad_alloc();
}

GzipText::~GzipText() {
  deflateEnd(&stream_->z);
}

void GzipText::append(std::string_view text) {
  deflate(text, Z_NO_FLUSH);
}

std::string GzipText::finish() {
  deflate({}, Z_FINISH);
  return std::move(compressed_);
}

void GzipText::deflate(std::string_view text, int flush) {
  auto& [z, buffer] = *stream_;
  z.next_in = bytes_of(text);
  z.avail_in = static_cast<uInt>(text.size());
  do {
    z.next_out = reinterpret_cast<Bytef*>(buffer.data());
    z.avail_out = static_cast<uInt>(buffer.size());
    ::deflate(&z, flush);
    compressed_.append(buffer.data(), buffer.size() - z.avail_out);
  } while (z.avail_out == 0);
}

struct GzipLines::Stream {
  z_stream z{};
  std::array<char, chunk> buffer{};
};

GzipLines::GzipLines(std::string_view compressed) : stream_(std::make_unique<Stream>()) {
  stream_->z.next_in = bytes_of(compressed);
  stream_->z.avail_in = static_cast<uInt>(compressed.size());
  if (inflateInit2(&stream_->z, gzip_window_bits) != Z_OK)
    throw std::bad_alloc();
}

GzipLines::~GzipLines() {
  inflateEnd(&stream_->z);
}

bool GzipLines::next(std::string& line) {
  for (;;) {
    const auto end = text_.find('\n', position_);
    if (end != std::string::npos) {
      line.assign(text_, position_, end - position_);
      position_ = end + 1;
      return true;
    }
    if (is_at_end_ || is_damaged_ || text_.size() - position_ > longest_line || !inflate_more())
      return false;
  }
}

bool GzipLines::is_whole() const {
  return is_at_end_ && !is_damaged_ && position_ == text_.size() && stream_->z.avail_in == 0;
}

bool GzipLines::inflate_more() {
  text_.erase(0, position_);
  position_ = 0;
  auto& [z, buffer] = *stream_;
  z.next_out = reinterpret_cast<Bytef*>(buffer.data());
  z.avail_out = static_cast<uInt>(buffer.size());
  const int result = ::inflate(&z, Z_NO_FLUSH);
  const auto count = buffer.size() - z.avail_out;
  text_.append(buffer.data(), count);
  is_at_end_ = result == Z_STREAM_END;
  is_damaged_ = result != Z_OK && result != Z_STREAM_END;
  return count > 0 || is_at_end_;
}

}  // namespace latchkey::audit
