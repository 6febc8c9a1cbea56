// A configuration file as `latchkey apply` takes it: YAML, with secrets that are elsewhere.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "base/json.hpp"
#include "cli/environment.hpp"
#include "http/message.hpp"
#include "yaml/document.hpp"

namespace latchkey::cli {

class ConfigurationFile {
 public:
  // "-" is standard input. Throws Failure when the file or a secret cannot be read, or is faulty:
  // with every fault and its place.
  static ConfigurationFile read(const std::string& name, const Environment& environment);

  // As the server takes it, with the secrets.
  [[nodiscard]] const json::object& body() const { return body_; }
  // What the server refused, by its places in the file.
  [[nodiscard]] std::string problem_text(const http::Response& response) const;

 private:
  ConfigurationFile(std::string name, yaml::Document document);
  void resolve_secrets(const Environment& environment);
  void resolve_secret(json::object& client, const std::string& path,
                      const Environment& environment);
  void refuse(const std::string& path, const std::string& message);
  [[nodiscard]] std::string fault_text(std::vector<yaml::Fault> faults) const;

  std::string name_;
  std::filesystem::path folder_;  // that secret_file is relative to
  yaml::Document document_;
  json::object body_;
  std::map<std::string, std::string> written_as_;  // "clients[0].secret": "clients[0].secret_env"
  std::vector<yaml::Fault> faults_;
};

}  // namespace latchkey::cli
