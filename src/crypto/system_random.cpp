#include "crypto/system_random.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <sys/random.h>
#include <system_error>

namespace latchkey::crypto {
namespace {

void fill_from_system(std::span<std::byte> bytes) {
  while (!bytes.empty()) {
    const ssize_t filled = getrandom(bytes.data(), bytes.size(), 0);
    if (filled < 0 && errno != EINTR)
      throw std::system_error(errno, std::generic_category(), "getrandom");
    if (filled > 0)
      bytes = bytes.subspan(static_cast<std::size_t>(filled));
  }
}

class Pool {
 public:
  Pool() = default;
  Pool(const Pool&) = delete;
  Pool& operator=(const Pool&) = delete;
  ~Pool() { explicit_bzero(bytes_.data(), bytes_.size()); }

  void take(std::span<std::byte> bytes) {
    if (bytes.empty())
      return;
    if (bytes.size() > left_) {
      fill_from_system(bytes_);
      left_ = bytes_.size();
    }
    left_ -= bytes.size();
    std::memcpy(bytes.data(), bytes_.data() + left_, bytes.size());
    explicit_bzero(bytes_.data() + left_, bytes.size());
  }

  static constexpr std::size_t size = 4096;

 private:
  std::array<std::byte, size> bytes_{};
  std::size_t left_ = 0;
};

}  // namespace

void SystemRandom::fill(std::span<std::byte> bytes) {
  if (bytes.size() > Pool::size) {
    fill_from_system(bytes);
    return;
  }
  thread_local Pool pool;
  pool.take(bytes);
}

}  // namespace latchkey::crypto
