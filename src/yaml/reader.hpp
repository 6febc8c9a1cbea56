// From the events of yaml-cpp's parser to a document.
#pragma once

#include <cstdint>
#include <string>
#include <vector>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/mark.h>

#include "yaml/document.hpp"

namespace latchkey::yaml {

Position position_of(const YAML::Mark& mark);

// Thrown out of the parser where reading on makes no sense.
struct Stop {
  Fault fault;
};

// Nothing that an alias or a tag stands for is ever built.
class Reader final : public YAML::EventHandler {
 public:
  // Once the document has been parsed.
  [[nodiscard]] Document take();
  [[nodiscard]] bool is_empty() const { return document_.value.is_null(); }
  [[nodiscard]] std::vector<Fault>& faults() { return faults_; }

  void OnDocumentStart(const YAML::Mark& mark) override;
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override;
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override;
  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override;
  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value style) override;
  void OnSequenceEnd() override { close(); }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value style) override;
  void OnMapEnd() override { close(); }

 private:
  struct Container {
    json::value value;
    Place place;
    bool expects_key = false;
    std::string key;
    Position key_position{};
    bool is_key_known = false;  // the member that comes is there already, and dropped
  };

  [[nodiscard]] bool expects_key() const { return !open_.empty() && open_.back().expects_key; }
  void refuse(Position position, std::string message);
  void judge(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor);
  void count(Position position);
  void take_key(Position position, const std::string& key);
  void open(Position position, json::value container);
  void close();
  void add(Position position, json::value value, std::vector<Place> children);

  std::vector<Container> open_;
  Document document_;
  std::vector<Fault> faults_;
  std::size_t values_ = 0;
};

}  // namespace latchkey::yaml
