# The library for APIs, for other projects: `cmake --install BUILD --component resource --prefix PREFIX`.
include(CMakePackageConfigHelpers)
set(resource_cmake ${CMAKE_INSTALL_LIBDIR}/cmake/latchkey-resource)

# One archive, for a static library does not carry those that it is made of.
add_library(latchkey-resource STATIC)
foreach(part base crypto jose resource)
  target_sources(latchkey-resource PRIVATE $<TARGET_OBJECTS:latchkey_${part}>)
endforeach()
set_target_properties(latchkey-resource PROPERTIES LINKER_LANGUAGE CXX)
target_sources(latchkey-resource PUBLIC FILE_SET HEADERS
  BASE_DIRS ${PROJECT_SOURCE_DIR}/src/resource/include
  FILES ${PROJECT_SOURCE_DIR}/src/resource/include/latchkey/resource/verifier.hpp
    ${PROJECT_SOURCE_DIR}/src/resource/include/latchkey/resource/settings.hpp
    ${PROJECT_SOURCE_DIR}/src/resource/include/latchkey/resource/verdict.hpp
    ${PROJECT_SOURCE_DIR}/src/resource/include/latchkey/resource/identity.hpp
    ${PROJECT_SOURCE_DIR}/src/resource/include/latchkey/resource/refusal.hpp)
target_compile_features(latchkey-resource INTERFACE cxx_std_20)
target_link_libraries(latchkey-resource INTERFACE
  CURL::libcurl OpenSSL::SSL OpenSSL::Crypto PkgConfig::sodium Boost::json spdlog::spdlog)

install(TARGETS latchkey-resource EXPORT latchkey-resource-targets
  ARCHIVE COMPONENT resource FILE_SET HEADERS COMPONENT resource)
install(EXPORT latchkey-resource-targets DESTINATION ${resource_cmake} COMPONENT resource)
configure_package_config_file(cmake/latchkey-resource-config.cmake.in latchkey-resource-config.cmake
  INSTALL_DESTINATION ${resource_cmake})
write_basic_package_version_file(latchkey-resource-config-version.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/latchkey-resource-config.cmake
    ${PROJECT_BINARY_DIR}/latchkey-resource-config-version.cmake
  DESTINATION ${resource_cmake} COMPONENT resource)
