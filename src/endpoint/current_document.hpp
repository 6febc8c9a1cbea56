// A document that is written once for what it is about, and given out until that is another.
#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <utility>

namespace latchkey::endpoint {

// Thread-safe.
class CurrentDocument {
 public:
  // write() is asked for the text where the subject is not the one of before.
  template <class Write>
  std::shared_ptr<const std::string> about(std::shared_ptr<const void> subject, Write write) {
    const std::lock_guard lock(mutex_);
    if (subject != subject_) {
      text_ = std::make_shared<const std::string>(write());
      subject_ = std::move(subject);
    }
    return text_;
  }

 private:
  std::mutex mutex_;
  std::shared_ptr<const void> subject_;
  std::shared_ptr<const std::string> text_;
};

}  // namespace latchkey::endpoint
