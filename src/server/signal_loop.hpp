// The signals that end a running server, and the one that makes it read its files again.
#pragma once

#include <csignal>

#include "server/application.hpp"

namespace latchkey::server {

// SIGTERM, SIGINT and SIGHUP are blocked in this thread and those it starts, so that only
// serve_until_ended() sees them; SIGPIPE is ignored. To be called before any thread is started.
sigset_t take_signals();

// Until SIGTERM or SIGINT. SIGHUP reloads; between signals the application looks at its files.
void serve_until_ended(Application& application, const sigset_t& signals);

}  // namespace latchkey::server
