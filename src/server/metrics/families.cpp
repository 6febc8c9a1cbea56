#include "server/metrics/families.hpp"

#include <array>
#include <chrono>
#include <utility>

namespace latchkey::server {

namespace {

using metrics::Exposition;
using metrics::Registry;
using metrics::Type;

constexpr std::array listeners{std::pair(http::Listener::clients, "clients"),
                               std::pair(http::Listener::operations, "operations"),
                               std::pair(http::Listener::administration, "administration")};

double seconds_since(Time then, Time now) {
  return std::chrono::duration<double>(now - then).count();
}

void add_http(Registry& registry, const http::Server& server) {
  const http::Traffic& traffic = server.traffic();
  registry.add({.name = "latchkey_http_requests_total",
                .help = "Requests answered, by route pattern, method and status.",
                .type = Type::counter},
               [&traffic](Exposition& out) {
                 for (const auto& [answer, count] : traffic.counts().answers)
                   out.sample({{"route", answer.route},
                               {"method", answer.method},
                               {"status", std::to_string(answer.status)}},
                              count);
               });
  registry.add({.name = "latchkey_http_request_duration_seconds",
                .help = "Time from a request's first byte to its answer, by route pattern.",
                .type = Type::histogram},
               [&traffic](Exposition& out) {
                 for (const auto& [route, durations] : traffic.counts().durations)
                   out.sample({{"route", route}}, durations);
               });
  registry.add({.name = "latchkey_http_connections_open",
                .help = "Connections that are open, by the listener that they came in by.",
                .type = Type::gauge},
               [&server](Exposition& out) {
                 for (const auto& [listener, name] : listeners)
                   out.sample({{"listener", name}},
                              static_cast<double>(server.open_connections(listener)));
               });
  registry.add({.name = "latchkey_http_connections_refused_total",
                .help = "Connections turned away because the listener had as many as it may.",
                .type = Type::counter},
               [&server](Exposition& out) {
                 for (const auto& [listener, name] : listeners)
                   out.sample({{"listener", name}}, server.refused_connections(listener));
               });
}

void add_admission(Registry& registry, const http::Server& server) {
  using Reason = http::Admission::Reason;
  const http::Admission& admission = server.admission();
  registry.add(
      {.name = "latchkey_http_requests_in_flight",
       .help = "Requests of clients that are being worked on.",
       .type = Type::gauge},
      [&admission](Exposition& out) { out.sample({}, static_cast<double>(admission.requests())); });
  registry.add({.name = "latchkey_http_requests_refused_total",
                .help = "Requests refused with 503 for want of room or time, by what was wanting.",
                .type = Type::counter},
               [&admission](Exposition& out) {
                 out.sample({{"reason", "requests"}}, admission.refusals(Reason::requests));
                 out.sample({{"reason", "delay"}}, admission.refusals(Reason::delay));
                 out.sample({{"reason", "memory"}}, admission.refusals(Reason::memory));
               });
  registry.add({.name = "latchkey_http_held_bytes",
                .help = "Memory for requests that arrive slowly and answers that are read slowly.",
                .type = Type::gauge},
               [&admission](Exposition& out) {
                 out.sample({}, static_cast<double>(admission.held_bytes()));
               });
  registry.add({.name = "latchkey_http_delay_seconds",
                .help = "How long requests lately waited for the busiest network thread.",
                .type = Type::gauge},
               [&server](Exposition& out) {
                 out.sample({}, std::chrono::duration<double>(server.delay()).count());
               });
}

void add_tokens(Registry& registry, const endpoint::TokenCounts& tokens) {
  using endpoint::TokenCounts;
  registry.add({.name = "latchkey_tokens_issued_total",
                .help = "Access tokens issued, by grant.",
                .type = Type::counter},
               [&tokens](Exposition& out) {
                 for (const auto grant : TokenCounts::grants)
                   out.sample({{"grant", oauth::name(grant)}}, tokens.issued_by(grant));
               });
  const auto refused = [&tokens](Exposition& out, std::optional<oauth::GrantType> grant) {
    for (std::size_t i = 0; i < TokenCounts::reasons.size(); ++i)
      out.sample({{"grant", grant ? oauth::name(*grant) : "unknown"},
                  {"reason", TokenCounts::reasons.at(i)}},
                 tokens.refused_by(grant, i));
  };
  registry.add({.name = "latchkey_tokens_refused_total",
                .help = "Token requests refused, by grant and OAuth error code.",
                .type = Type::counter},
               [refused](Exposition& out) {
                 for (const auto grant : TokenCounts::grants) refused(out, grant);
                 refused(out, std::nullopt);
               });
}

void add_sign_in(Registry& registry, const MetricSources& sources) {
  registry.add({.name = "latchkey_sign_ins_total",
                .help = "Attempts to sign in with a password, by outcome.",
                .type = Type::counter},
               [&counts = sources.sign_in.counts()](Exposition& out) {
                 out.sample({{"outcome", "succeeded"}}, counts.succeeded.value());
                 out.sample({{"outcome", "failed"}}, counts.failed.value());
                 out.sample({{"outcome", "throttled"}}, counts.throttled.value());
               });
  registry.add({.name = "latchkey_hashing_queue_depth",
                .help = "Passwords that wait to be hashed.",
                .type = Type::gauge},
               [&hashing = sources.hashing](Exposition& out) {
                 out.sample({}, static_cast<double>(hashing.queued()));
               });
}

void add_database(Registry& registry, const db::Database& database) {
  registry.add({.name = "latchkey_store_duration_seconds",
                .help = "Time from submitting a transaction to its answer, queue included.",
                .type = Type::histogram},
               [&measured = database.measurements()](Exposition& out) {
                 out.sample({{"operation", "read"}}, measured.reads.counts());
                 out.sample({{"operation", "write"}}, measured.writes.counts());
               });
  registry.add({.name = "latchkey_store_queue_depth",
                .help = "Transactions that wait for a database thread.",
                .type = Type::gauge},
               [&database](Exposition& out) {
                 const db::Backlog backlog = database.backlog();
                 out.sample({{"queue", "read"}}, static_cast<double>(backlog.reads));
                 out.sample({{"queue", "write"}}, static_cast<double>(backlog.writes));
               });
  registry.add({.name = "latchkey_audit_events_total",
                .help = "Audit events made durable since the start.",
                .type = Type::counter},
               [&measured = database.measurements()](Exposition& out) {
                 out.sample({}, measured.tallied.value());
               });
}

void add_snapshot(Registry& registry, const store::Store& store) {
  registry.add({.name = "latchkey_snapshot_age_seconds",
                .help = "Time since clients, roles, settings or keys in memory were last loaded.",
                .type = Type::gauge},
               [&store](Exposition& out) {
                 out.sample(
                     {}, seconds_since(store.latest_snapshot()->published_at, store.clock().now()));
               });
  registry.add({.name = "latchkey_signing_key_age_seconds",
                .help = "Age of the key that signs, by algorithm.",
                .type = Type::gauge},
               [&store](Exposition& out) {
                 const auto keys = store.latest_snapshot()->keys;
                 const Time now = store.clock().now();
                 out.sample({{"algorithm", "ES256"}}, seconds_since(keys->es256_since, now));
                 out.sample({{"algorithm", "RS256"}}, seconds_since(keys->rs256_since, now));
               });
}

void add_certificate(Registry& registry, const http::TlsCredentials& tls) {
  registry.add({.name = "latchkey_tls_certificate_not_after_timestamp_seconds",
                .help = "When the TLS certificate being served expires, since the Unix epoch.",
                .type = Type::gauge},
               [&tls](Exposition& out) {
                 const Time end = tls.current()->facts().not_after;
                 out.sample({}, static_cast<double>(numeric_date(end)));
               });
}

}  // namespace

void add_server_metrics(Registry& registry, const MetricSources& sources) {
  registry.add({.name = "latchkey_build_info",
                .help = "Always 1; the version of the server is its label.",
                .type = Type::gauge},
               [](Exposition& out) { out.sample({{"version", LATCHKEY_VERSION}}, 1.0); });
  add_http(registry, sources.server);
  add_admission(registry, sources.server);
  add_tokens(registry, sources.tokens);
  add_sign_in(registry, sources);
  add_database(registry, sources.database);
  add_snapshot(registry, sources.store);
  if (sources.tls != nullptr)
    add_certificate(registry, *sources.tls);
}

}  // namespace latchkey::server
