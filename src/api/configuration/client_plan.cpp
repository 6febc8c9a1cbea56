#include "api/configuration/client_plan.hpp"

#include <map>
#include <set>
#include <string>

#include "api/configuration/client_entry.hpp"
#include "oauth/check/given_client_id.hpp"

namespace latchkey::api::configuration {

namespace {

constexpr std::string_view section = "clients";
constexpr std::string_view ambiguous =
    "is the name of several clients: give the client_id of the one that is meant";

using ByName = std::multimap<std::string_view, const oauth::Client*>;

class Planner {
 public:
  Planner(store::Transaction& tx, const Call& call, const std::vector<oauth::Client>& present,
          const oauth::ScopePolicy& policy)
      : tx_(tx), call_(call), present_(present), reader_(tx, call, policy) {
    for (const auto& client : present) {
      by_id_.emplace(client.id, &client);
      by_name_.emplace(client.name, &client);
    }
  }

  void read(Fields& file, std::vector<Fields>& entries, bool prune) {
    for (std::size_t index = 0; index < entries.size(); ++index)
      if (auto change = read_entry(entries[index]))
        keep(std::move(*change));
    finish(prune);
    for (std::size_t index = 0; index < entries.size(); ++index) {
      judge_name(entries[index]);
      file.adopt(section, index, entries[index]);
    }
  }
  [[nodiscard]] ClientPlan take() { return std::move(plan_); }

 private:
  std::optional<ClientChange> read_entry(Fields& entry) {
    entry.require("name");
    const auto client_id = entry.text("client_id");
    const auto name = entry.text("name");
    const oauth::Client* before = nullptr;
    if (client_id) {
      before = find_by_id(entry, *client_id);
    } else if (name) {
      const auto [first, last] = by_name_.equal_range(*name);
      if (std::distance(first, last) > 1)
        entry.faults.add("name", ambiguous);
      else if (first != last)
        before = first->second;
    }
    auto change = reader_.read(entry, before, client_id);
    if (!seen_.insert(change.after->id).second) {
      entry.faults.add(client_id ? "client_id" : "name", "is there twice");
      return std::nullopt;
    }
    return change;
  }

  const oauth::Client* find_by_id(Fields& entry, const std::string& client_id) {
    if (const auto found = by_id_.find(client_id); found != by_id_.end())
      return found->second;
    if (!oauth::is_good_client_id(client_id))
      entry.faults.add("client_id",
                       "must be 3 to 100 letters, digits, '-', '.', '_' and '~', a letter or digit "
                       "first");
    else if (store::clients::exists(tx_, client_id))
      entry.faults.add("client_id", "is taken");
    return nullptr;
  }

  void keep(ClientChange change) {
    plan_.all.push_back(*change.after);
    if (reader_.is_change(change))
      plan_.changes.push_back(std::move(change));
  }

  // With those that the file does not name.
  void finish(bool prune) {
    for (const auto& client : present_) {
      if (seen_.contains(client.id))
        continue;
      if (prune)
        plan_.changes.push_back(
            {.before = client,
             .after = {},
             .impact = store::clients::impact(tx_, call_.org_id(), client.id, call_.now)});
      else
        plan_.all.push_back(client);
    }
    for (const auto& client : plan_.all) ++names_[client.name];
  }

  // What is found by its name must be found again.
  void judge_name(Fields& entry) {
    const auto name = entry.text("name");
    if (name && !entry.has("client_id") && names_[*name] > 1 && !entry.faults.concerns("name"))
      entry.faults.add("name", ambiguous);
  }

  store::Transaction& tx_;
  const Call& call_;
  const std::vector<oauth::Client>& present_;
  ClientEntries reader_;
  std::map<std::string_view, const oauth::Client*> by_id_;
  ByName by_name_;
  std::set<std::string> seen_;
  std::map<std::string, std::size_t> names_;  // how many clients there would be of each
  ClientPlan plan_;
};

}  // namespace

ClientPlan plan_clients(store::Transaction& tx, const Call& call, Fields& file,
                        const std::vector<oauth::Client>& present, const oauth::ScopePolicy& policy,
                        bool prune) {
  auto entries = file.objects(section);
  if (!entries)
    return {.changes = {}, .all = present};
  Planner planner(tx, call, present, policy);
  planner.read(file, *entries, prune);
  return planner.take();
}

}  // namespace latchkey::api::configuration
