// Lets the checkpoint thread hold the writing thread back for a moment, without starving.
#pragma once

#include <condition_variable>
#include <mutex>

namespace latchkey::db::sqlite {

// A mutex between one passer and one closer, in which the closer always comes next.
class Gate {
 public:
  // Within its lifetime the gate is not closed.
  class Pass {
   public:
    explicit Pass(Gate& gate) : gate_(gate) {
      std::unique_lock lock(gate_.mutex_);
      gate_.changed_.wait(lock, [this] { return !gate_.is_closed_; });
      gate_.is_occupied_ = true;
    }
    ~Pass() {
      const std::lock_guard lock(gate_.mutex_);
      gate_.is_occupied_ = false;
      gate_.changed_.notify_all();
    }
    Pass(const Pass&) = delete;
    Pass& operator=(const Pass&) = delete;

   private:
    Gate& gate_;
  };

  // Within its lifetime nobody passes.
  class Closure {
   public:
    explicit Closure(Gate& gate) : gate_(gate) {
      std::unique_lock lock(gate_.mutex_);
      gate_.is_closed_ = true;
      gate_.changed_.wait(lock, [this] { return !gate_.is_occupied_; });
    }
    ~Closure() {
      const std::lock_guard lock(gate_.mutex_);
      gate_.is_closed_ = false;
      gate_.changed_.notify_all();
    }
    Closure(const Closure&) = delete;
    Closure& operator=(const Closure&) = delete;

   private:
    Gate& gate_;
  };

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  bool is_closed_ = false;
  bool is_occupied_ = false;
};

}  // namespace latchkey::db::sqlite
