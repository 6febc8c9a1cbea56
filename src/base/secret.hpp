// A string that must not be shown: it formats as "***" and wipes its memory when it ends.
#pragma once

#include <spdlog/fmt/fmt.h>
#include <string>
#include <string_view>
#include <utility>

namespace latchkey {

class Secret {
 public:
  Secret() = default;
  explicit Secret(std::string value) : value_(std::move(value)) {}
  explicit Secret(std::string_view value) : value_(value) {}
  Secret(const Secret&) = default;
  // Moving a short string leaves its bytes behind.
  Secret(Secret&& other) noexcept;
  Secret& operator=(const Secret& other) {
    if (this != &other) {
      wipe();
      value_ = other.value_;
    }
    return *this;
  }
  Secret& operator=(Secret&& other) noexcept {
    if (this != &other) {
      wipe();
      value_ = std::move(other.value_);
      other.wipe();
    }
    return *this;
  }
  ~Secret() { wipe(); }

  // The one way to the plain value. The view is valid as long as this object is unchanged.
  [[nodiscard]] std::string_view reveal() const { return value_; }
  [[nodiscard]] bool empty() const { return value_.empty(); }

 private:
  // Over all that the string holds, and what it has room for: what was longer may have been in it.
  void wipe() noexcept;

  std::string value_;
};

}  // namespace latchkey

template <>
struct fmt::formatter<latchkey::Secret> : fmt::formatter<std::string_view> {
  auto format(const latchkey::Secret&, format_context& context) const {
    return fmt::formatter<std::string_view>::format("***", context);
  }
};
