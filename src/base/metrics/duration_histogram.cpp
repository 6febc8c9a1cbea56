#include "base/metrics/duration_histogram.hpp"

#include <algorithm>
#include <numeric>

namespace latchkey::metrics {

std::uint64_t DurationCounts::count() const {
  return std::accumulate(buckets.begin(), buckets.end(), std::uint64_t{0});
}

DurationCounts& DurationCounts::operator+=(const DurationCounts& other) {
  for (std::size_t i = 0; i < buckets.size(); ++i) buckets.at(i) += other.buckets.at(i);
  sum += other.sum;
  return *this;
}

void DurationHistogram::observe(std::chrono::nanoseconds duration) {
  duration = std::max(duration, std::chrono::nanoseconds(0));
  const auto& bounds = DurationCounts::bounds;
  const auto bucket = std::ranges::find_if(bounds, [&](auto bound) { return duration <= bound; });
  buckets_.at(static_cast<std::size_t>(bucket - bounds.begin())).add();
  sum_nanoseconds_.add(static_cast<std::uint64_t>(duration.count()));
}

DurationCounts DurationHistogram::counts() const {
  DurationCounts counts;
  std::ranges::transform(buckets_, counts.buckets.begin(), &Counter::value);
  counts.sum = std::chrono::nanoseconds(sum_nanoseconds_.value());
  return counts;
}

}  // namespace latchkey::metrics
