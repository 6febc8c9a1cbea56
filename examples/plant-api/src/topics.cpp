#include "topics.hpp"

#include <algorithm>
#include <boost/json/parse.hpp>
#include <utility>

#include "topic_name.hpp"

namespace plant {
namespace {

constexpr std::size_t most_topics = 10'000;

boost::json::value value_of(const std::string& payload) {
  boost::system::error_code error;
  auto value = boost::json::parse(payload, error);
  return error ? boost::json::value(payload) : value;
}

}  // namespace

boost::json::object to_json(const Topic& topic) {
  boost::json::object json{{"topic", topic.name}, {"description", topic.description}};
  json["model"] = topic.model.empty() ? boost::json::value() : boost::json::value(topic.model);
  json["value"] = topic.value.value_or(nullptr);
  json["received_at"] =
      topic.value ? boost::json::value(rfc3339(topic.received_at)) : boost::json::value();
  return json;
}

std::vector<Topic> Topics::list(const std::string& filter) const {
  const std::scoped_lock lock(mutex_);
  std::vector<Topic> found;
  for (const auto& [name, topic] : topics_)
    if (matches(filter, name))
      found.push_back(topic);
  return found;
}

std::optional<Topic> Topics::find(const std::string& name) const {
  const std::scoped_lock lock(mutex_);
  const auto found = topics_.find(name);
  return found == topics_.end() ? std::nullopt : std::optional(found->second);
}

bool Topics::define(const std::string& name, std::string description, std::string model) {
  const std::scoped_lock lock(mutex_);
  Topic* topic = find_or_make(name);
  if (topic == nullptr)
    return false;
  topic->description = std::move(description);
  topic->model = std::move(model);
  return true;
}

bool Topics::remove(const std::string& name) {
  const std::scoped_lock lock(mutex_);
  return topics_.erase(name) != 0;
}

void Topics::receive(const std::string& name, const std::string& payload, Time now) {
  {
    const std::scoped_lock lock(mutex_);
    const bool is_cleared = payload.empty();
    if (is_cleared && !topics_.contains(name))
      return;
    Topic* topic = find_or_make(name);
    if (topic == nullptr)
      return;
    topic->value = is_cleared ? std::nullopt : std::optional(value_of(payload));
    topic->received_at = now;
    topic->change = ++latest_change_;
  }
  has_changed_.notify_all();
}

std::vector<Topic> Topics::changed_after(std::uint64_t change, const std::string& filter,
                                         std::chrono::milliseconds patience) const {
  std::vector<Topic> found;
  std::unique_lock lock(mutex_);
  has_changed_.wait_for(lock, patience, [&] {
    found = newer(change, filter);
    return !found.empty();
  });
  return found;
}

std::uint64_t Topics::latest_change() const {
  const std::scoped_lock lock(mutex_);
  return latest_change_;
}

std::vector<Topic> Topics::newer(std::uint64_t change, const std::string& filter) const {
  std::vector<Topic> found;
  for (const auto& [name, topic] : topics_)
    if (topic.change > change && matches(filter, name))
      found.push_back(topic);
  std::ranges::sort(found, {}, &Topic::change);
  return found;
}

Topic* Topics::find_or_make(const std::string& name) {
  if (const auto found = topics_.find(name); found != topics_.end())
    return &found->second;
  if (topics_.size() >= most_topics)
    return nullptr;
  return &topics_.emplace(name, Topic{.name = name}).first->second;
}

}  // namespace plant
