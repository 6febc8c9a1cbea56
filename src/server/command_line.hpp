// The commands of the latchkey binary.
#pragma once

namespace latchkey::server {

// Returns the exit code; see cli::ExitCode.
int run(int argc, char** argv);

}  // namespace latchkey::server
