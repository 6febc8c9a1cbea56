// The threads that read, each with a connection of its own and a consistent view for each read.
#pragma once

#include <filesystem>
#include <vector>

#include "db/job_threads.hpp"

namespace latchkey::db::sqlite {

// For the threads of one database. Throws where the file cannot be opened.
std::vector<JobThreads::Settle> readers(const std::filesystem::path& file, int count);

}  // namespace latchkey::db::sqlite
