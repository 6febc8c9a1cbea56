# Helpers that give every target of the project the same language level, warnings and sanitizers.

add_library(latchkey_options INTERFACE)
target_include_directories(latchkey_options INTERFACE ${PROJECT_SOURCE_DIR}/src)
target_compile_options(latchkey_options INTERFACE
  -Wall -Wextra -Wconversion -Wshadow -Werror -fcoroutines)
# One io_context runs on one thread, so its internals need no locks beyond posting.
target_compile_definitions(latchkey_options INTERFACE
  BOOST_ASIO_NO_DEPRECATED BOOST_ASIO_SEPARATE_COMPILATION BOOST_BEAST_SEPARATE_COMPILATION
  LATCHKEY_VERSION="${PROJECT_VERSION}")
if(LATCHKEY_SANITIZE)
  target_compile_options(latchkey_options INTERFACE -fsanitize=${LATCHKEY_SANITIZE}
    -fno-omit-frame-pointer -fno-sanitize-recover=all)
  target_link_options(latchkey_options INTERFACE -fsanitize=${LATCHKEY_SANITIZE})
endif()

# latchkey_library(NAME LINK ...): src/NAME/**.cpp as a static library, src/NAME/**_test.cpp as NAME_test.
function(latchkey_library name)
  cmake_parse_arguments(ARG "" "" "LINK" ${ARGN})
  set(folder ${PROJECT_SOURCE_DIR}/src/${name})
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${folder}/*.cpp)
  set(tests ${sources})
  list(FILTER sources EXCLUDE REGEX "_test\\.cpp$")
  list(FILTER tests INCLUDE REGEX "_test\\.cpp$")
  if(sources)
    add_library(latchkey_${name} STATIC ${sources})
    target_link_libraries(latchkey_${name} PUBLIC latchkey_options ${ARG_LINK})
  else()
    add_library(latchkey_${name} INTERFACE)
    target_link_libraries(latchkey_${name} INTERFACE latchkey_options ${ARG_LINK})
  endif()
  if(tests AND LATCHKEY_TESTS)
    latchkey_gtest(${name}_test SOURCES ${tests} LINK latchkey_${name})
  endif()
endfunction()

# latchkey_test_suite(NAME LINK ...): tests/NAME/*.cpp as one GoogleTest binary, NAME_suite.
function(latchkey_test_suite name)
  cmake_parse_arguments(ARG "" "" "LINK" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/tests/${name}/*.cpp)
  if(sources)
    latchkey_gtest(${name}_suite SOURCES ${sources} LINK ${ARG_LINK})
    target_include_directories(${name}_suite PRIVATE ${PROJECT_SOURCE_DIR}/tests)
  endif()
endfunction()

function(latchkey_gtest target)
  cmake_parse_arguments(ARG "" "" "SOURCES;LINK" ${ARGN})
  add_executable(${target} ${ARG_SOURCES})
  target_link_libraries(${target} PRIVATE ${ARG_LINK} GTest::gtest GTest::gmock GTest::gtest_main)
  target_compile_definitions(${target} PRIVATE LATCHKEY_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
  add_test(NAME ${target} COMMAND ${target})
endfunction()

function(latchkey_executable name)
  cmake_parse_arguments(ARG "" "" "SOURCES;LINK" ${ARGN})
  list(GET ARG_SOURCES 0 first)
  if(EXISTS ${PROJECT_SOURCE_DIR}/${first})
    add_executable(${name} ${ARG_SOURCES})
    target_link_libraries(${name} PRIVATE ${ARG_LINK})
  endif()
endfunction()
