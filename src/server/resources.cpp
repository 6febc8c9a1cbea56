#include "server/resources.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <spdlog/fmt/fmt.h>
#include <toml++/toml.h>

#include "oauth/check/resource.hpp"

namespace latchkey::server {

namespace {

// The first fault of the file; what is read after it does not count.
class FirstFault {
 public:
  explicit FirstFault(const std::string& path) : path_(path) {}
  void set(const toml::source_region& source, std::string_view text) {
    if (!text_)
      text_ = fmt::format("{}:{}: {}", path_, source.begin.line, text);
  }
  [[nodiscard]] const std::optional<std::string>& text() const { return text_; }

 private:
  const std::string& path_;
  std::optional<std::string> text_;
};

constexpr std::array<std::string_view, 7> resource_keys{
    "name", "title", "identifier", "audience", "audit", "audit-refusals", "rule"};
constexpr std::array<std::string_view, 5> rule_keys{"path", "methods", "scopes", "public", "audit"};

// As everywhere in the file, '-' may be written as '_'.
std::string canonical(std::string_view key) {
  std::string name(key);
  std::ranges::replace(name, '_', '-');
  return name;
}

// One table, value by value; what is not as it must be is the fault's, and reads as missing.
class TableReader {
 public:
  TableReader(const toml::table& table, std::span<const std::string_view> keys, FirstFault& fault)
      : table_(table), fault_(fault) {
    for (const auto& [key, node] : table)
      if (std::ranges::find(keys, canonical(key.str())) == keys.end())
        fault.set(key.source(), fmt::format("unknown key '{}'", key.str()));
  }

  [[nodiscard]] const toml::node* find(std::string_view name) const {
    for (const auto& [key, node] : table_)
      if (canonical(key.str()) == name)
        return &node;
    return nullptr;
  }
  std::optional<std::string> text(std::string_view name) {
    return value<std::string>(name, "a text");
  }
  std::string needed_text(std::string_view name) {
    if (find(name) == nullptr)
      fail(fmt::format("{} is missing", name));
    return text(name).value_or("");
  }
  bool truth(std::string_view name) { return value<bool>(name, "true or false").value_or(false); }
  std::optional<double> share(std::string_view name) {
    const auto* node = find(name);
    if (node != nullptr && !node->is_number())
      fault_.set(node->source(), fmt::format("{} must be a number from 0 to 1", name));
    return node != nullptr ? node->value<double>() : std::nullopt;
  }
  std::optional<std::vector<std::string>> texts(std::string_view name) {
    const auto* node = find(name);
    if (node == nullptr)
      return std::nullopt;
    std::vector<std::string> texts;
    const auto* array = node->as_array();
    if (array == nullptr || (!array->empty() && !array->is_homogeneous<std::string>()))
      fault_.set(node->source(), fmt::format("{} must be a list of texts", name));
    else
      for (const auto& element : *array) texts.push_back(element.value_or(std::string()));
    return texts;
  }
  void fail(std::string_view text) { fault_.set(table_.source(), text); }

 private:
  template <class T>
  std::optional<T> value(std::string_view name, std::string_view kind) {
    const auto* node = find(name);
    if (node == nullptr)
      return std::nullopt;
    auto found = node->value_exact<T>();
    if (!found)
      fault_.set(node->source(), fmt::format("{} must be {}", name, kind));
    return found;
  }

  const toml::table& table_;
  FirstFault& fault_;
};

oauth::AccessRule read_rule(const toml::table& table, FirstFault& fault) {
  TableReader reader(table, rule_keys, fault);
  oauth::AccessRule rule;
  rule.path = reader.needed_text("path");
  const auto methods = reader.texts("methods");
  if (methods && methods->empty())
    reader.fail("methods is empty; leave it out for all methods");
  rule.methods = methods.value_or(std::vector<std::string>());
  const auto scopes = reader.texts("scopes");
  rule.scopes = oauth::ScopeSet(scopes.value_or(std::vector<std::string>()));
  rule.is_public = reader.truth("public");
  if (!scopes && !rule.is_public)
    reader.fail(fmt::format("the rule for '{}' needs scopes ([] takes any token) or public = true",
                            rule.path));
  rule.audit = reader.share("audit");
  return rule;
}

// Calls read(table) for each [[name]].
template <class Read>
void for_each_table(const toml::node* node, std::string_view name, FirstFault& fault, Read read) {
  if (node == nullptr)
    return;
  const auto* array = node->as_array();
  if (array == nullptr || !array->is_homogeneous<toml::table>()) {
    fault.set(node->source(), fmt::format("{0} must be tables, [[{0}]]", name));
    return;
  }
  for (const auto& element : *array) read(*element.as_table());
}

oauth::Resource read_resource(const toml::table& table, const std::vector<oauth::Resource>& others,
                              std::string_view servers_own, FirstFault& fault) {
  TableReader reader(table, resource_keys, fault);
  oauth::Resource resource;
  resource.name = reader.needed_text("name");
  resource.title = reader.text("title").value_or(resource.name);
  resource.identifier = reader.needed_text("identifier");
  resource.audience = reader.text("audience");
  resource.audit = reader.share("audit").value_or(1);
  resource.audit_refusals = reader.share("audit-refusals").value_or(1);
  std::vector<oauth::AccessRule> rules;
  const auto add = [&](const toml::table& rule) { rules.push_back(read_rule(rule, fault)); };
  for_each_table(reader.find("rule"), "resource.rule", fault, add);
  auto made = oauth::RuleTable::make(std::move(rules));
  if (!made)
    reader.fail(fmt::format("the resource '{}': {}", resource.name, made.error()));
  resource.rules = std::move(made).value_or(oauth::RuleTable());
  if (const auto problem = oauth::resource_fault(resource, others, servers_own))
    reader.fail(fmt::format("the resource '{}': {}", resource.name, *problem));
  return resource;
}

}  // namespace

std::expected<std::vector<oauth::Resource>, std::string> read_resources(
    const std::string& path, std::string_view servers_own) {
  std::vector<oauth::Resource> resources;
  if (path.empty())
    return resources;
  FirstFault fault(path);
  try {
    const auto file = toml::parse_file(path);
    const auto add = [&](const toml::table& table) {
      resources.push_back(read_resource(table, resources, servers_own, fault));
    };
    for_each_table(file.get(resource_key), resource_key, fault, add);
  } catch (const toml::parse_error& error) {
    fault.set(error.source(), error.description());
  }
  if (fault.text())
    return std::unexpected(*fault.text());
  return resources;
}

}  // namespace latchkey::server
