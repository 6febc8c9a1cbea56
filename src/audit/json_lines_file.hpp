// The JSON-lines file that log shippers follow.
#pragma once

#include <filesystem>

#include "audit/descriptor.hpp"
#include "audit/sink.hpp"

namespace latchkey::audit {

// Appends to the file, made with mode 0600 where it is missing, and syncs it before it says that an
// event is there. A file that was renamed or removed (logrotate) is left, and a new one begun, with
// the next delivery. A line that was cut off by a crash is removed when the file is opened.
class JsonLinesFile final : public Sink {
 public:
  explicit JsonLinesFile(std::filesystem::path file) : path_(std::move(file)) {}

  [[nodiscard]] std::string_view name() const override { return "file"; }
  Delivery deliver(std::span<const store::audit::Record> records) override;
  // By the file's last line; where it has none, by that of FILE.1, which logrotate may just have
  // made of it.
  std::optional<store::audit::Link> find_last() override;

 private:
  void open();
  [[nodiscard]] bool is_still_there() const;
  void append(std::span<const store::audit::Record> records, std::int64_t after_id);

  std::filesystem::path path_;
  Descriptor file_;
};

}  // namespace latchkey::audit
