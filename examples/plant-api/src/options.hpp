// What the plant API is told on its command line.
#pragma once

#include <chrono>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace plant {

struct Options {
  std::string issuer;
  std::vector<std::string> audiences;
  std::string host;
  int port;
  std::string broker_host;
  int broker_port;
  std::set<std::string> cors_origins;
  // Between simulated readings of sensors; 0: none.
  std::chrono::milliseconds simulate;
};

// Prints what is wrong, or the help, and exits where there is nothing to run.
Options read_options(int count, char** words);

}  // namespace plant
