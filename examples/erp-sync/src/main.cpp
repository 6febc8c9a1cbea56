// The ERP's side of production data: see README.md for what to read when.

#include <cstdlib>
#include <exception>
#include <iostream>

#include "http_client.hpp"
#include "options.hpp"
#include "pause.hpp"
#include "plant_client.hpp"
#include "retry.hpp"
#include "synchronization.hpp"
#include "token_source.hpp"

namespace {

using namespace erp;

// True if the round went well.
bool run_round(Synchronization& synchronization) {
  const auto round = synchronization.run();
  if (round)
    std::clog << "round: " << round->pushed << " pushed, " << round->unchanged << " unchanged, "
              << round->refused << " refused, " << round->results << " results" << std::endl;
  else
    std::clog << "round failed: " << round.error() << std::endl;
  return round && round->refused == 0;
}

int run(const Options& options) {
  Pause pause;
  HttpClient client;
  Retry http(client, pause);
  TokenSource tokens(options.credentials, http);
  PlantClient plant(options.plant, options.organization, tokens, http);
  Synchronization synchronization(plant, options.orders_file, options.results_file, options.topics);
  if (options.is_once)
    return run_round(synchronization) ? EXIT_SUCCESS : EXIT_FAILURE;
  // A round that failed is no reason to end: whatever it was may pass, and the next one begins
  // anew.
  do run_round(synchronization);
  while (pause.wait(options.interval));
  return EXIT_SUCCESS;
}

}  // namespace

int main(int count, char** words) {
  try {
    return run(erp::read_options(count, words));
  } catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
    return EXIT_FAILURE;
  }
}
