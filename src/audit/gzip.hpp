// gzip (RFC 1952) of text in lines.
#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace latchkey::audit {

// The same text always becomes the same bytes: there is neither name nor time in them.
class GzipText {
 public:
  GzipText();
  ~GzipText();
  GzipText(const GzipText&) = delete;
  GzipText& operator=(const GzipText&) = delete;

  void append(std::string_view text);
  // All of it, compressed. The last call.
  std::string finish();

 private:
  struct Stream;
  void deflate(std::string_view text, int flush);

  std::unique_ptr<Stream> stream_;
  std::string compressed_;
};

// Reads the lines of compressed text, which must live as long.
class GzipLines {
 public:
  explicit GzipLines(std::string_view compressed);
  ~GzipLines();
  GzipLines(const GzipLines&) = delete;
  GzipLines& operator=(const GzipLines&) = delete;

  // The next line, without its end; false after the last whole one.
  bool next(std::string& line);
  // After next said false: whether nothing is cut off, damaged or left over.
  [[nodiscard]] bool is_whole() const;

 private:
  struct Stream;
  bool inflate_more();

  std::unique_ptr<Stream> stream_;
  std::string text_;
  std::size_t position_ = 0;
  bool is_at_end_ = false;
  bool is_damaged_ = false;
};

}  // namespace latchkey::audit
