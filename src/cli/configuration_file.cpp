#include "cli/configuration_file.hpp"

#include <algorithm>
#include <fstream>
#include <iostream>
#include <iterator>
#include <spdlog/fmt/fmt.h>
#include <system_error>

#include "cli/failure.hpp"
#include "cli/plain_text.hpp"
#include "cli/problem_text.hpp"
#include "cli/secret_reference.hpp"

namespace latchkey::cli {

namespace {

constexpr std::string_view standard_input = "-";
constexpr std::size_t most_faults = 100;

std::string read_all(std::istream& stream) {
  std::string text;
  std::array<char, 65536> buffer{};
  while (text.size() <= yaml::max_bytes && stream) {
    stream.read(buffer.data(), buffer.size());
    text.append(buffer.data(), static_cast<std::size_t>(stream.gcount()));
  }
  return text;
}

std::string read_text(const std::string& name) {
  if (name == standard_input)
    return read_all(std::cin);
  std::error_code error;
  if (std::filesystem::is_directory(name, error))
    throw misused(name + " is a directory");
  std::ifstream file(name, std::ios::binary);
  if (!file)
    throw misused(fmt::format("{}: {}", name, std::generic_category().message(errno)));
  return read_all(file);
}

std::string text_member(const json::object& object, std::string_view name) {
  const json::value* value = object.if_contains(name);
  return value != nullptr && value->is_string() ? std::string(value->get_string()) : std::string();
}

}  // namespace

ConfigurationFile ConfigurationFile::read(const std::string& name, const Environment& environment) {
  auto document = yaml::read(read_text(name));
  if (!document) {
    const ConfigurationFile faulty(name, {});
    throw failed(faulty.fault_text(std::move(document.error())));
  }
  ConfigurationFile file(name, std::move(*document));
  if (!file.document_.value.is_object())
    file.refuse("", "must be a mapping that begins with: version: 1");
  else
    file.resolve_secrets(environment);
  if (!file.faults_.empty())
    throw failed(file.fault_text(file.faults_));
  return file;
}

ConfigurationFile::ConfigurationFile(std::string name, yaml::Document document)
    : name_(name == standard_input ? "standard input" : std::move(name)),
      folder_(std::filesystem::path(name_).parent_path()),
      document_(std::move(document)) {}

void ConfigurationFile::refuse(const std::string& path, const std::string& message) {
  faults_.push_back(
      {.position = document_.position_of(path),
       .message = path.empty() ? message : fmt::format("{}: {}", plain_text(path), message)});
}

void ConfigurationFile::resolve_secrets(const Environment& environment) {
  body_ = document_.value.get_object();
  json::value* clients = body_.if_contains("clients");
  if (clients == nullptr || !clients->is_array())
    return;
  std::size_t index = 0;
  for (auto& client : clients->get_array()) {
    if (client.is_object())
      resolve_secret(client.get_object(), fmt::format("clients[{}]", index), environment);
    ++index;
  }
}

void ConfigurationFile::resolve_secret(json::object& client, const std::string& path,
                                       const Environment& environment) {
  if (client.contains("secret"))
    refuse(path + ".secret", "secrets are not written here: use secret_file or secret_env");
  if (client.contains("secret_file") && client.contains("secret_env"))
    refuse(path + ".secret_env", "may not be given together with secret_file");
  for (const std::string kind : {"secret_file", "secret_env"}) {
    const json::value* reference = client.if_contains(kind);
    if (reference == nullptr)
      continue;
    const std::string field = path + "." + kind;
    const std::string text = text_member(client, kind);
    if (text.empty()) {
      refuse(field, "must be a text");
      continue;
    }
    const auto secret = kind == "secret_file" ? read_secret_file(folder_ / text)
                                              : read_secret_variable(text, environment);
    if (!secret) {
      refuse(field, plain_text(secret.error()));
      continue;
    }
    client.erase(kind);
    client["secret"] = json::string(secret->reveal());
    written_as_[path + ".secret"] = field;
  }
}

std::string ConfigurationFile::problem_text(const http::Response& response) const {
  const auto parsed = parse_json(response.body);
  const json::object* problem = parsed ? parsed->if_object() : nullptr;
  const json::value* errors = problem != nullptr ? problem->if_contains("errors") : nullptr;
  if (errors == nullptr || !errors->is_array() || errors->get_array().empty())
    return cli::problem_text(response);
  std::vector<yaml::Fault> faults;
  for (const auto& error : errors->get_array()) {
    if (!error.is_object())
      continue;
    std::string field = text_member(error.get_object(), "field");
    if (const auto written = written_as_.find(field); written != written_as_.end())
      field = written->second;
    faults.push_back(
        {.position = document_.position_of(field),
         .message = fmt::format("{}: {}", plain_text(field),
                                plain_text(text_member(error.get_object(), "message")))});
  }
  return fault_text(std::move(faults));
}

std::string ConfigurationFile::fault_text(std::vector<yaml::Fault> faults) const {
  std::ranges::stable_sort(faults, {}, &yaml::Fault::position);
  std::string text = fmt::format("{} has {} {}; nothing was changed", plain_text(name_),
                                 faults.size(), faults.size() == 1 ? "fault" : "faults");
  for (std::size_t index = 0; index < std::min(faults.size(), most_faults); ++index) {
    const auto& [position, message] = faults[index];
    text +=
        fmt::format("\n{}:{}:{}: {}", plain_text(name_), position.line, position.column, message);
  }
  if (faults.size() > most_faults)
    text += fmt::format("\nand {} more", faults.size() - most_faults);
  return text;
}

}  // namespace latchkey::cli
