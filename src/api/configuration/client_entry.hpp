// One client of a configuration file.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "api/configuration/plan.hpp"
#include "oauth/check/scope.hpp"

namespace latchkey::api::configuration {

// What the entries of a file are read with; finds each acting user once.
class ClientEntries {
 public:
  ClientEntries(store::Transaction& tx, const Call& call, const oauth::ScopePolicy& policy)
      : tx_(tx), call_(call), policy_(policy), directory_(tx, call.org_id()) {}

  // before: as it is stored, or null; given_id: the client_id that the file fixes for a new one.
  // The change has an after that may equal before. Faults are the entry's.
  ClientChange read(Fields& entry, const oauth::Client* before,
                    const std::optional<std::string>& given_id);

  [[nodiscard]] bool is_change(const ClientChange& change);

 private:
  oauth::Client to_fill(const oauth::Client* before,
                        const std::optional<std::string>& given_id) const;
  void read_acting_user(Fields& entry, oauth::Client& client, const oauth::Client* before);
  void read_secret(Fields& entry, ClientChange& change);
  const std::optional<oauth::User>& user_of(const std::string& email);

  store::Transaction& tx_;
  const Call& call_;
  const oauth::ScopePolicy& policy_;
  UserDirectory directory_;
  std::map<std::string, std::optional<oauth::User>> users_;  // by canonical e-mail address
};

}  // namespace latchkey::api::configuration
