// What the server tells of itself at /metrics: every name, and whose numbers stand behind it.
#pragma once

#include "base/metrics/registry.hpp"
#include "db/database.hpp"
#include "endpoint/token_counts.hpp"
#include "http/server.hpp"
#include "identity/hashing_pool.hpp"
#include "identity/sign_in.hpp"
#include "store/store.hpp"

namespace latchkey::server {

// Those who count; all outlive the last reading of the registry.
struct MetricSources {
  const http::Server& server;
  const endpoint::TokenCounts& tokens;
  const identity::SignIn& sign_in;
  const identity::HashingPool& hashing;
  const db::Database& database;
  const store::Store& store;
  const http::TlsCredentials* tls;  // null without TLS
};

// No label ever holds what a client sent.
void add_server_metrics(metrics::Registry& registry, const MetricSources& sources);

}  // namespace latchkey::server
