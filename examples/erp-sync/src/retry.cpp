#include "retry.hpp"

#include <algorithm>
#include <iostream>

namespace erp {
namespace {

using std::chrono::milliseconds;

constexpr int most_attempts = 6;
constexpr milliseconds first_wait{200};
constexpr milliseconds longest_wait{10'000};
constexpr std::chrono::minutes patience{5};

bool may_pass(const HttpAnswer& answer) {
  return answer.status == 0 || answer.status == 429 || answer.status == 502 ||
         answer.status == 503 || answer.status == 504;
}

void log(const HttpRequest& request, const HttpAnswer& answer, milliseconds wait) {
  std::clog << request.method << ' ' << request.url << ": "
            << (answer.status == 0 ? answer.failure : std::to_string(answer.status))
            << ", again in " << wait.count() << " ms" << std::endl;
}

}  // namespace

Retry::Retry(HttpClient& client, Pause& pause)
    : client_(client), pause_(pause), random_(std::random_device{}()) {}

HttpAnswer Retry::send(const HttpRequest& request) {
  milliseconds ceiling = first_wait;
  for (int attempt = 1;; ++attempt) {
    HttpAnswer answer = client_.send(request);
    const auto asked = answer.retry_after.value_or(std::chrono::seconds(0));
    if (!may_pass(answer) || attempt == most_attempts || asked > patience)
      return answer;
    std::uniform_int_distribution<milliseconds::rep> part(1, ceiling.count());
    const milliseconds wait = asked + milliseconds(part(random_));
    log(request, answer, wait);
    if (!pause_.wait(wait))
      return answer;
    ceiling = std::min(ceiling * 2, longest_wait);
  }
}

}  // namespace erp
