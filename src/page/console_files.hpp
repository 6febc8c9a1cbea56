// The files of the web console as its build puts them into the binary.
#pragma once

#include <string_view>
#include <vector>

namespace latchkey::page {

struct ConsoleFile {
  std::string_view path;  // "index.html", "swagger/index.html", "assets/index-0a1b2c3d.js"
  std::string_view plain;
  std::string_view gzip;
  std::string_view brotli;
};

// Empty in a build without the console. The texts live as long as the program.
std::vector<ConsoleFile> embedded_console();

}  // namespace latchkey::page
