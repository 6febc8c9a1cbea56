#include "server/command_line.hpp"

int main(int argc, char** argv) {
  return latchkey::server::run(argc, argv);
}
