// What the synchronization is told on its command line.
#pragma once

#include <chrono>
#include <string>

#include "token_source.hpp"

namespace erp {

struct Options {
  Credentials credentials;
  std::string plant;
  std::string organization{};
  std::string orders_file;
  std::string results_file{"results.jsonl"};
  std::string topics{"acme/berlin/erp/orders"};
  std::chrono::seconds interval{60};
  bool is_once = false;
};

// Prints what is wrong, or the help, and exits where there is nothing to run.
Options read_options(int count, char** words);

}  // namespace erp
