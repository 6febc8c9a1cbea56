// What a server has taken on for clients, and when another request would be too much for it.
#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>

#include "base/metrics/counter.hpp"

namespace latchkey::http {

struct AdmissionLimits {
  std::size_t max_requests;  // being worked on at once
  // How long a request may have waited for its thread: later than that it would be answered for
  // nobody, and keep the next ones waiting.
  std::chrono::milliseconds max_delay;
  // Of requests that arrive slowly, and answers that are read slowly; beside 4 KiB of each client.
  std::size_t max_held_bytes;
};

// Thread-safe, without locks; outlives what it gives out.
class Admission {
 public:
  explicit Admission(const AdmissionLimits& limits) : limits_(limits) {}

  enum class Reason { requests, delay, memory };
  static constexpr std::size_t reason_count = 3;

  // Counts one request of a client as being worked on, as long as it lives.
  class Pass {
   public:
    explicit Pass(Admission& admission)
        : admission_(admission),
          number_(admission.requests_.fetch_add(1, std::memory_order_relaxed) + 1) {}
    ~Pass() { admission_.requests_.fetch_sub(1, std::memory_order_relaxed); }
    Pass(const Pass&) = delete;
    Pass& operator=(const Pass&) = delete;

    [[nodiscard]] bool has_room() const { return number_ <= admission_.limits_.max_requests; }

   private:
    Admission& admission_;
    std::size_t number_;
  };

  // What is kept in memory for one client that is slow. Used by one thread.
  class Held {
   public:
    explicit Held(Admission& admission) : admission_(admission) {}
    ~Held() { set(0); }
    Held(const Held&) = delete;
    Held& operator=(const Held&) = delete;

    // False where all of them together are then too much. Who has little is not made to pay for
    // those who have much.
    bool set(std::size_t bytes) {
      if (bytes == bytes_)
        return true;
      const std::size_t change = bytes - bytes_;  // modulo its range, as the addition is
      const bool is_more = bytes > bytes_;
      bytes_ = bytes;
      const std::size_t before =
          admission_.held_bytes_.fetch_add(change, std::memory_order_relaxed);
      return !is_more || bytes <= little || before + change <= admission_.limits_.max_held_bytes;
    }

   private:
    static constexpr std::size_t little = 4096;

    Admission& admission_;
    std::size_t bytes_ = 0;
  };

  [[nodiscard]] std::chrono::milliseconds max_delay() const { return limits_.max_delay; }

  void count_refusal(Reason reason) { refusals_.at(static_cast<std::size_t>(reason)).add(); }
  [[nodiscard]] std::uint64_t refusals(Reason reason) const {
    return refusals_.at(static_cast<std::size_t>(reason)).value();
  }
  [[nodiscard]] std::size_t requests() const { return requests_.load(std::memory_order_relaxed); }
  [[nodiscard]] std::size_t held_bytes() const {
    return held_bytes_.load(std::memory_order_relaxed);
  }

 private:
  const AdmissionLimits limits_;
  std::atomic<std::size_t> requests_ = 0;
  std::atomic<std::size_t> held_bytes_ = 0;
  std::array<metrics::Counter, reason_count> refusals_{};
};

}  // namespace latchkey::http
