// The commands of the latchkey binary.
#pragma once

namespace latchkey::server {

// Returns the exit code: 0 done, 1 failed, 2 used wrongly.
int run(int argc, char** argv);

}  // namespace latchkey::server
