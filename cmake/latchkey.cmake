# Helpers that give every target of the project the same language level, warnings and sanitizers.

add_library(latchkey_options INTERFACE)
target_include_directories(latchkey_options INTERFACE ${PROJECT_SOURCE_DIR}/src)
target_compile_options(latchkey_options INTERFACE
  -Wall -Wextra -Wconversion -Wshadow -Werror $<$<CXX_COMPILER_ID:GNU>:-fcoroutines>)
# g++ 12 takes Asio's own pair of coroutine frame new and delete for a mismatch where it inlines one.
target_compile_options(latchkey_options INTERFACE
  $<$<CXX_COMPILER_ID:GNU>:-Wno-mismatched-new-delete>)
target_compile_definitions(latchkey_options INTERFACE
  BOOST_ASIO_NO_DEPRECATED BOOST_ASIO_SEPARATE_COMPILATION BOOST_BEAST_SEPARATE_COMPILATION
  # As many coroutine frames as a request has at once are kept for the next one, instead of two.
  BOOST_ASIO_RECYCLING_ALLOCATOR_CACHE_SIZE=8
  LATCHKEY_VERSION="${PROJECT_VERSION}")
if(LATCHKEY_SANITIZE)
  target_compile_options(latchkey_options INTERFACE -fsanitize=${LATCHKEY_SANITIZE}
    -fno-omit-frame-pointer -fno-sanitize-recover=all)
  target_link_options(latchkey_options INTERFACE -fsanitize=${LATCHKEY_SANITIZE})
endif()
if(LATCHKEY_SANITIZE)
  # Instrumented, g++ 12 takes the empty optionals of Beast's parser for uninitialized, and sees
  # overlapping copies in std::string::resize (GCC bug 105651).
  target_compile_options(latchkey_options INTERFACE
    $<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized -Wno-restrict>)
endif()
if(LATCHKEY_SANITIZE MATCHES thread)
  # g++ warns that ThreadSanitizer does not see Asio's fences.
  target_compile_options(latchkey_options INTERFACE $<$<CXX_COMPILER_ID:GNU>:-Wno-tsan>)
endif()
if(LATCHKEY_FUZZ)
  # clang warns of what libstdc++ deprecates where its own algorithms use it.
  target_compile_options(latchkey_options INTERFACE
    -fsanitize=fuzzer-no-link -Wno-deprecated-declarations)
endif()

# latchkey_precompiled(NAME HEADER LINK ...): what precompile_as(TARGET NAME) lets other targets reuse.
# Their compile options must be the same.
function(latchkey_precompiled name header)
  cmake_parse_arguments(ARG "" "" "LINK;OPTIONS" ${ARGN})
  if(LATCHKEY_PRECOMPILE)
    file(CONFIGURE OUTPUT precompiled/${name}.cpp CONTENT "")
    add_library(${name} OBJECT ${PROJECT_BINARY_DIR}/precompiled/${name}.cpp)
    target_link_libraries(${name} PRIVATE latchkey_options ${ARG_LINK})
    target_compile_options(${name} PRIVATE ${ARG_OPTIONS})
    target_include_directories(${name} PRIVATE ${PROJECT_SOURCE_DIR}/cmake)
    target_precompile_headers(${name} PRIVATE <${header}>)
  endif()
endfunction()

function(precompile_as target name)
  if(LATCHKEY_PRECOMPILE)
    target_precompile_headers(${target} REUSE_FROM ${name})
  endif()
endfunction()

# latchkey_library(NAME LINK ...): src/NAME/**.cpp as a static library, src/NAME/**_test.cpp as NAME_test.
# src/NAME/include/ holds the headers of a library that is installed.
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
    precompile_as(latchkey_${name} latchkey_precompiled)
  else()
    add_library(latchkey_${name} INTERFACE)
    target_link_libraries(latchkey_${name} INTERFACE latchkey_options ${ARG_LINK})
  endif()
  if(EXISTS ${folder}/include)
    target_include_directories(latchkey_${name} PUBLIC ${folder}/include)
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
  # A test's own code runs once: optimizing it costs more than it saves. What it tests is optimized.
  target_compile_options(${target} PRIVATE -O0)
  precompile_as(${target} latchkey_precompiled_test)
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

# latchkey_fuzz(LINK ...): fuzz/*_fuzz.cpp, each as a libFuzzer binary of its own; without
# LATCHKEY_FUZZ all together as fuzz_test, which replays their corpora.
function(latchkey_fuzz)
  cmake_parse_arguments(ARG "" "" "LINK" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/fuzz/*_fuzz.cpp)
  set(table "")
  foreach(source ${sources})
    cmake_path(GET source STEM target)
    string(REGEX REPLACE "_fuzz$" "" name ${target})
    string(APPEND table "LATCHKEY_FUZZ_TARGET(${name})\n")
    if(LATCHKEY_FUZZ)
      add_executable(${target} ${source})
      target_link_libraries(${target} PRIVATE ${ARG_LINK})
      target_link_options(${target} PRIVATE -fsanitize=fuzzer)
    else()
      set_source_files_properties(${source} PROPERTIES
        COMPILE_DEFINITIONS LLVMFuzzerTestOneInput=latchkey_fuzz_${name})
    endif()
  endforeach()
  if(LATCHKEY_TESTS AND NOT LATCHKEY_FUZZ)
    file(CONFIGURE OUTPUT fuzz/fuzz_targets.inc CONTENT "${table}")
    set_source_files_properties(${PROJECT_SOURCE_DIR}/fuzz/replay_test.cpp PROPERTIES
      COMPILE_DEFINITIONS LATCHKEY_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
    latchkey_gtest(fuzz_test SOURCES ${PROJECT_SOURCE_DIR}/fuzz/replay_test.cpp ${sources} LINK ${ARG_LINK})
    target_include_directories(fuzz_test PRIVATE ${PROJECT_BINARY_DIR}/fuzz)
  endif()
endfunction()
