// The threads that read, each with a connection of its own and a consistent view for each read.
#pragma once

#include <vector>

#include "db/job_threads.hpp"
#include "db/postgres.hpp"
#include "db/postgres/writer.hpp"

namespace latchkey::db::postgres {

// For the threads of one database; the writer, which knows the node's number, outlives them. Throws
// Unavailable where there is no connection.
std::vector<JobThreads::Settle> readers(const PostgresOptions& options, const Writer& writer);

}  // namespace latchkey::db::postgres
