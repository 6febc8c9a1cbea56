#include "server/application.hpp"

#include <cstdio>
#include <fcntl.h>
#include <sys/stat.h>

#include "api/routes.hpp"
#include "audit/json_lines_file.hpp"
#include "audit/shipper.hpp"
#include "audit/syslog.hpp"
#include "crypto/system_random.hpp"
#include "db/migrations.hpp"
#include "db/postgres.hpp"
#include "db/sqlite.hpp"
#include "endpoint/routes.hpp"
#include "identity/first_administrator.hpp"
#include "page/routes.hpp"
#include "recovery/store_files.hpp"
#include "server/faults.hpp"
#include "server/health.hpp"
#include "server/maintenance.hpp"
#include "server/metrics/families.hpp"
#include "server/metrics/process.hpp"
#include "server/metrics/route.hpp"
#include "server/tls_certificate.hpp"

namespace latchkey::server {

namespace {

void make_private_directory(const std::filesystem::path& directory) {
  std::error_code error;
  const bool is_new = std::filesystem::create_directories(directory, error);
  if (error)
    throw std::runtime_error("cannot create the data directory " + directory.string() + ": " +
                             error.message());
  if (is_new)
    std::filesystem::permissions(directory, std::filesystem::perms::owner_all);
}

// A migration may take as long as it needs.
void migrate_postgres(const std::string& url) {
  const auto database = db::open_postgres({.url = url, .readers = 1, .answer_timeout = {}});
  db::migrate(*database);
}

std::unique_ptr<db::Database> open_database(const Configuration& configuration, const Log& log) {
  make_private_directory(configuration.data);
  if (configuration.database) {
    migrate_postgres(*configuration.database);
    return db::open_postgres({.url = *configuration.database, .log = &log});
  }
  auto database =
      db::open_sqlite({.file = recovery::database_file(configuration.data), .log = &log});
  db::migrate(*database);
  return database;
}

void show_first_administrator(const std::optional<identity::FirstAdministrator>& administrator) {
  if (!administrator || !administrator->is_generated)
    return;
  std::printf(
      "The first System Administrator:\n  e-mail    %s\n  password  %.*s\n"
      "This password is shown only now. Change it after signing in.\n",
      administrator->email.c_str(), static_cast<int>(administrator->password.reveal().size()),
      administrator->password.reveal().data());
  std::fflush(stdout);
}

}  // namespace

// In the order in which they depend on one another, destroyed in reverse; but for the server, whose
// threads' io_contexts must outlive the database and hashing threads that post to them.
struct Application::Parts {
  explicit Parts(Configuration given)
      : configuration(std::move(given)),
        log(configuration.log_format, configuration.log_level),
        database(open_database(configuration, log)),
        sealing_key(recovery::open_sealing_key(configuration.key_source, *database, random)),
        store(
            {.database = *database, .sealing_key = sealing_key, .clock = clock, .random = random}),
        hashing(configuration.hashing_threads),
        sessions(store),
        sign_in(store, hashing, throttle),
        bearer(store, configuration.deployment) {
    router.emplace(fault_renderer(configuration.deployment, store), log);
    if (configuration.tls) {
      certificate.emplace(*configuration.tls, issuer_host(configuration), clock, log);
      configuration.http.tls = &certificate->credentials();
    }
    server.emplace(configuration.http, *router);
    add_process_metrics(registry);
    add_server_metrics(registry, {.server = *server,
                                  .tokens = token_counts,
                                  .sign_in = sign_in,
                                  .hashing = hashing,
                                  .database = *database,
                                  .store = store,
                                  .tls = configuration.http.tls});
  }

  void listen() {
    if (configuration.issuer_follows_port && !configuration.http.passed_sockets.empty())
      throw std::runtime_error("issuer is needed where a socket unit says where to listen");
    listening = server->listen();
    if (const auto& operations = configuration.http.operations) {
      const std::string url = local_url("http", operations->address, server->operations_port());
      log.info("listening", {{"listener", "operations"}, {"url", url}});
    }
    auto& deployment = configuration.deployment;
    if (configuration.issuer_follows_port)
      deployment.issuer.url = url();
    if (deployment.issuer.audience.empty())
      deployment.issuer.audience = deployment.issuer.url;
    add_all_routes(*router, services, token_counts);
    const bool has_operations = configuration.http.operations.has_value();
    add_metrics_routes(*router, services, registry, has_operations);
    endpoint::add_authz_routes(*router, services, has_operations);
    ship_audit_events();
    maintenance.emplace(store, deployment.key_rotation, log, archiving());
  }

  void ship_audit_events() {
    if (configuration.audit_file)
      add_shipper(std::make_unique<audit::JsonLinesFile>(*configuration.audit_file));
    if (configuration.audit_syslog)
      add_shipper(std::make_unique<audit::Syslog>(*configuration.audit_syslog));
  }
  void add_shipper(std::unique_ptr<audit::Sink> sink) {
    sinks.emplace_back(sink->name());
    shippers.push_back(std::make_unique<audit::Shipper>(store, log, std::move(sink)));
  }
  [[nodiscard]] audit::Archiver::Options archiving() const {
    return {.directory = configuration.audit_archive,
            .retention = configuration.audit_retention,
            .sinks = sinks};
  }

  [[nodiscard]] std::string url() const {
    return local_url(configuration.tls ? "https" : "http", listening.address, listening.port);
  }

  Configuration configuration;
  Log log;
  SystemClock clock;
  crypto::SystemRandom random;
  std::optional<http::Router> router;
  std::optional<TlsCertificate> certificate;
  std::optional<http::Server> server;
  http::ListenAddress listening;
  std::unique_ptr<db::Database> database;
  crypto::SealingKey sealing_key;
  store::Store store;
  identity::HashingPool hashing;
  identity::SignInThrottle throttle;
  identity::BrowserSessions sessions;
  identity::SignIn sign_in;
  identity::BearerAuthentication bearer;
  identity::Services services{store, configuration.deployment, sessions, sign_in, bearer, hashing,
                              log};
  endpoint::TokenCounts token_counts;
  metrics::Registry registry;
  std::vector<std::string> sinks;
  std::vector<std::unique_ptr<audit::Shipper>> shippers;
  std::optional<Maintenance> maintenance;
};

void add_all_routes(http::Router& router, const identity::Services& services,
                    endpoint::TokenCounts& token_counts) {
  // First, so that faults at unknown addresses under /api are rendered as its problems.
  api::add_routes(router, services);
  endpoint::add_routes(router, services, token_counts);
  page::add_routes(router, services);
  add_health_routes(router, services.store);
}

Application::Application(Configuration configuration)
    : parts_(std::make_unique<Parts>(std::move(configuration))) {
  show_first_administrator(identity::create_first_administrator(
      parts_->store, parts_->configuration.admin_email, parts_->configuration.admin_password));
  parts_->listen();
}

Application::~Application() = default;

std::string Application::url() const {
  return parts_->url();
}

void Application::start() {
  parts_->server->start();
}

void Application::reload() {
  if (parts_->certificate)
    parts_->certificate->reload();
}

void Application::check_files() {
  if (parts_->certificate)
    parts_->certificate->check();
}

void Application::stop() {
  parts_->server->stop();
  parts_->maintenance.reset();
  parts_->shippers.clear();
}

}  // namespace latchkey::server
