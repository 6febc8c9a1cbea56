# latchkey_embed(TARGET FILE f HEADER h NAMESPACE n NAME v): the text of the file as the
# std::string_view v, which the header declares extern in the namespace. Follows the file's changes.
function(latchkey_embed target)
  cmake_parse_arguments(ARG "" "FILE;HEADER;NAMESPACE;NAME" "" ${ARGN})
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${ARG_FILE})
  file(READ ${ARG_FILE} content)
  set(generated ${PROJECT_BINARY_DIR}/embedded/${ARG_NAME}.cpp)
  file(CONFIGURE OUTPUT ${generated} @ONLY CONTENT [[
#include "@ARG_HEADER@"

namespace @ARG_NAMESPACE@ {

const std::string_view @ARG_NAME@ = R"embedded(@content@)embedded";

}  // namespace @ARG_NAMESPACE@
]])
  target_sources(${target} PRIVATE ${generated})
endfunction()
