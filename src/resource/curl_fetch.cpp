#include "resource/curl_fetch.hpp"

#include <curl/curl.h>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <utility>
#include <vector>

namespace latchkey::resource {
namespace {

constexpr std::size_t max_body_bytes = 1024 * 1024;
constexpr std::size_t max_idle_handles = 8;

template <auto function>
struct Deleter {
  template <class Object>
  void operator()(Object* object) const {
    function(object);
  }
};
using Handle = std::unique_ptr<CURL, Deleter<curl_easy_cleanup>>;
using Headers = std::unique_ptr<curl_slist, Deleter<curl_slist_free_all>>;

// A handle keeps its connections, so handles are handed around.
class Handles {
 public:
  Handle take() {
    const std::lock_guard lock(mutex_);
    if (idle_.empty())
      return Handle(curl_easy_init());
    Handle handle = std::move(idle_.back());
    idle_.pop_back();
    return handle;
  }
  void give_back(Handle handle) {
    curl_easy_reset(handle.get());
    const std::lock_guard lock(mutex_);
    if (idle_.size() < max_idle_handles)
      idle_.push_back(std::move(handle));
  }

 private:
  std::mutex mutex_;
  std::vector<Handle> idle_;
};

std::size_t append(const char* data, std::size_t size, std::size_t count, void* body) {
  auto& text = *static_cast<std::string*>(body);
  if (text.size() + size * count > max_body_bytes)
    return 0;
  text.append(data, size * count);
  return size * count;
}

void prepare(CURL* curl, const FetchRequest& request, const curl_slist* headers,
             FetchAnswer& answer) {
  curl_easy_setopt(curl, CURLOPT_URL, request.url.c_str());
  curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, static_cast<long>(request.timeout.count()));
  curl_easy_setopt(curl, CURLOPT_USERAGENT, "latchkey-resource/" LATCHKEY_VERSION);
  curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers);
  curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, &append);
  curl_easy_setopt(curl, CURLOPT_WRITEDATA, &answer.body);
  if (!request.form.empty()) {
    curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE, static_cast<long>(request.form.size()));
    curl_easy_setopt(curl, CURLOPT_POSTFIELDS, request.form.c_str());
  }
}

FetchAnswer perform(CURL* curl, const FetchRequest& request) {
  Headers headers(curl_slist_append(nullptr, "Accept: application/json"));
  if (headers && !request.authorization.empty())
    curl_slist_append(headers.get(), ("Authorization: " + request.authorization).c_str());
  FetchAnswer answer;
  prepare(curl, request, headers.get(), answer);
  const CURLcode outcome = curl_easy_perform(curl);
  if (outcome != CURLE_OK)
    return {.status = 0, .body = curl_easy_strerror(outcome)};
  long status = 0;
  curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
  answer.status = static_cast<int>(status);
  return answer;
}

}  // namespace

Fetch curl_fetch() {
  static const CURLcode started = curl_global_init(CURL_GLOBAL_DEFAULT);
  if (started != CURLE_OK)
    throw std::runtime_error(curl_easy_strerror(started));
  return [handles = std::make_shared<Handles>()](const FetchRequest& request) -> FetchAnswer {
    Handle handle = handles->take();
    if (!handle)
      return {.status = 0, .body = "libcurl has no handle"};
    auto answer = perform(handle.get(), request);
    handles->give_back(std::move(handle));
    return answer;
  };
}

}  // namespace latchkey::resource
