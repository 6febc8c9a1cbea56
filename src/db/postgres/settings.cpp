#include "db/postgres/settings.hpp"

#include <algorithm>
#include <stdexcept>
#include <vector>

#include "db/postgres/error.hpp"

namespace latchkey::db::postgres {

namespace {

struct Setting {
  const char* name;
  const char* value;
};

// Those before the URL it may override; timeouts in seconds, tcp_user_timeout in milliseconds.
constexpr std::array defaults{
    Setting{"connect_timeout", "2"},         Setting{"keepalives_idle", "5"},
    Setting{"keepalives_interval", "2"},     Setting{"keepalives_count", "3"},
    Setting{"tcp_user_timeout", "5000"},     Setting{"target_session_attrs", "read-write"},
    Setting{"application_name", "latchkey"},
};

struct FreeOptions {
  void operator()(PQconninfoOption* options) const { PQconninfoFree(options); }
};
using Options = std::unique_ptr<PQconninfoOption, FreeOptions>;

Options parse(const std::string& url) {
  char* message = nullptr;
  Options options(PQconninfoParse(url.c_str(), &message));
  if (options)
    return options;
  std::string reason = message == nullptr ? "out of memory" : message;
  PQfreemem(message);
  // It may quote the URL, and that have a password.
  reason.resize(std::min(reason.find('"'), reason.size()));
  while (reason.ends_with('\n') || reason.ends_with(' ')) reason.pop_back();
  throw std::runtime_error("the database URL is not understood: " + reason);
}

}  // namespace

PGconn* connect(const std::string& url) {
  parse(url);
  std::vector<const char*> names;
  std::vector<const char*> values;
  const auto add = [&](const char* name, const char* value) {
    names.push_back(name);
    values.push_back(value);
  };
  for (const auto& [name, value] : defaults) add(name, value);
  add("dbname", url.c_str());
  add("client_encoding", "UTF8");
  add(nullptr, nullptr);
  PGconn* connection = PQconnectdbParams(names.data(), values.data(), 1);
  if (PQstatus(connection) == CONNECTION_OK)
    return connection;
  const std::unique_ptr<PGconn, decltype(&PQfinish)> closer(connection, PQfinish);
  throw_lost(connection, "cannot connect to the database");
}

std::string without_password(const std::string& url) {
  const Options options = parse(url);
  std::string shown = "postgresql://";
  const auto value = [&](std::string_view keyword) {
    for (auto* option = options.get(); option->keyword != nullptr; ++option)
      if (option->keyword == keyword && option->val != nullptr)
        return std::string(option->val);
    return std::string();
  };
  if (const auto user = value("user"); !user.empty())
    shown += user + "@";
  shown += value("host");
  if (const auto port = value("port"); !port.empty())
    shown += ":" + port;
  return shown + "/" + value("dbname");
}

}  // namespace latchkey::db::postgres
