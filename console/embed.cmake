# Builds the web console into the library of the pages, or an empty one without LATCHKEY_CONSOLE.
set(console ${PROJECT_SOURCE_DIR}/console)
set(embedded ${PROJECT_BINARY_DIR}/console)

if(LATCHKEY_CONSOLE)
  find_program(CONSOLE_NODE node PATHS ${console}/node_modules/.bin NO_DEFAULT_PATH)
  if(NOT CONSOLE_NODE)
    message(FATAL_ERROR "The console's npm packages are missing: ./run installs them, or "
      "`npm ci --prefix console`; -DLATCHKEY_CONSOLE=OFF builds a server without a console.")
  endif()
  file(GLOB_RECURSE console_sources CONFIGURE_DEPENDS ${console}/src/* ${console}/swagger/*)
  list(FILTER console_sources EXCLUDE REGEX "\\.test\\.tsx?$")
  add_custom_command(
    OUTPUT ${embedded}/console_files.S ${embedded}/console_files.cpp
    COMMAND ${CONSOLE_NODE} ${console}/embed/embed.js ${embedded}
    DEPENDS ${console_sources} ${console}/embed/embed.js ${console}/index.html
      ${console}/vite.config.ts ${console}/tsconfig.json ${console}/package-lock.json
      ${PROJECT_SOURCE_DIR}/src/api/openapi.json
    COMMENT "Building the console"
    VERBATIM)
  enable_language(ASM)
  target_sources(latchkey_page PRIVATE ${embedded}/console_files.S ${embedded}/console_files.cpp)
else()
  file(CONFIGURE OUTPUT ${embedded}/no_console.cpp CONTENT [[
#include "page/console_files.hpp"

namespace latchkey::page {

std::vector<ConsoleFile> embedded_console() {
  return {};
}

}  // namespace latchkey::page
]])
  target_sources(latchkey_page PRIVATE ${embedded}/no_console.cpp)
endif()
