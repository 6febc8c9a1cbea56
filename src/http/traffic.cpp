#include "http/traffic.hpp"

namespace latchkey::http {

// One kind of answer; never removed, so that readers need no lock. Kinds are as few as the statuses
// that a route answers with.
struct Traffic::Share::Answers {
  Answers(std::optional<Method> of_method, unsigned of_status)
      : method(of_method), status(of_status) {}

  const std::optional<Method> method;
  const unsigned status;
  metrics::Counter count;
  std::atomic<Answers*> next = nullptr;
};

struct Traffic::Share::Route {
  ~Route() {
    for (Answers* each = first.load(); each != nullptr;)
      delete std::exchange(each, each->next.load());
  }

  std::atomic<Answers*> first = nullptr;
  metrics::DurationHistogram durations;
};

Traffic::Share::Share(std::vector<std::string> patterns)
    : patterns_(std::move(patterns)), routes_(std::make_unique<Route[]>(patterns_.size() + 1)) {}

Traffic::Share::~Share() = default;

// Readers see a kind once it is whole; the list has one writer.
void Traffic::Share::answered(std::optional<std::size_t> route, std::optional<Method> method,
                              unsigned status, std::chrono::nanoseconds duration) {
  Route& at = routes_[route.value_or(patterns_.size())];
  at.durations.observe(duration);
  std::atomic<Answers*>* link = &at.first;
  for (Answers* each = link->load(std::memory_order_relaxed); each != nullptr;
       link = &each->next, each = link->load(std::memory_order_relaxed)) {
    if (each->status == status && each->method == method) {
      each->count.add();
      return;
    }
  }
  auto added = std::make_unique<Answers>(method, status);
  added->count.add();
  link->store(added.release(), std::memory_order_release);
}

Traffic::Share& Traffic::add_share(std::vector<std::string> patterns) {
  auto share = std::make_unique<Share>(std::move(patterns));
  const std::lock_guard lock(mutex_);
  return *shares_.emplace_back(std::move(share));
}

Traffic::Counts Traffic::counts() const {
  Counts counts;
  const std::lock_guard lock(mutex_);
  for (const auto& share : shares_) {
    for (std::size_t i = 0; i <= share->patterns_.size(); ++i) {
      const Share::Route& route = share->routes_[i];
      const auto* each = route.first.load(std::memory_order_acquire);
      if (each == nullptr)
        continue;
      const std::string pattern =
          i < share->patterns_.size() ? share->patterns_[i] : std::string(unmatched);
      counts.durations[pattern] += route.durations.counts();
      for (; each != nullptr; each = each->next.load(std::memory_order_acquire)) {
        const auto method = each->method ? name(*each->method) : unknown_method;
        counts.answers[{pattern, std::string(method), each->status}] += each->count.value();
      }
    }
  }
  return counts;
}

}  // namespace latchkey::http
