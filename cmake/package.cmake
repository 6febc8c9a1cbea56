# The Debian package: `cpack` in a build folder, or the target `package`.
include(GNUInstallDirs)
set(packaging ${PROJECT_SOURCE_DIR}/packaging)
set(package_doc ${CMAKE_INSTALL_DATADIR}/doc/latchkey)

# The component `server`; cmake/resource.cmake has the other one.
install(TARGETS latchkey RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR} COMPONENT server)
install(FILES ${packaging}/debian/latchkey.service ${packaging}/debian/latchkey.socket
  DESTINATION lib/systemd/system COMPONENT server)
install(FILES ${packaging}/debian/latchkey.toml DESTINATION /etc/latchkey COMPONENT server)
install(FILES ${packaging}/debian/copyright ${PROJECT_SOURCE_DIR}/docs/operations.md
  DESTINATION ${package_doc} COMPONENT server)

# Compressed files and the bill of materials are made as the package is: CPACK_INSTALL_SCRIPTS run
# with DESTDIR set to where the package is put together.
file(CONFIGURE OUTPUT ${PROJECT_BINARY_DIR}/package_files.cmake @ONLY CONTENT [[
set(root "$ENV{DESTDIR}/usr")
set(sources "@PROJECT_SOURCE_DIR@")
function(compressed source target)
  get_filename_component(folder ${target} DIRECTORY)
  file(MAKE_DIRECTORY ${folder})
  execute_process(COMMAND gzip -9n -c ${source} OUTPUT_FILE ${target} COMMAND_ERROR_IS_FATAL ANY)
endfunction()
compressed(${sources}/CHANGELOG.md ${root}/share/doc/latchkey/changelog.gz)
compressed(${sources}/packaging/debian/latchkey.8 ${root}/share/man/man8/latchkey.8.gz)
function(completion shell target)
  get_filename_component(folder ${target} DIRECTORY)
  file(MAKE_DIRECTORY ${folder})
  execute_process(COMMAND @PROJECT_BINARY_DIR@/latchkey completion ${shell} OUTPUT_FILE ${target}
    COMMAND_ERROR_IS_FATAL ANY)
endfunction()
completion(bash ${root}/share/bash-completion/completions/latchkey)
completion(zsh ${root}/share/zsh/vendor-completions/_latchkey)
completion(fish ${root}/share/fish/vendor_completions.d/latchkey.fish)
execute_process(COMMAND python3 ${sources}/packaging/sbom.py
    --binary @PROJECT_BINARY_DIR@/latchkey --version "${CPACK_PACKAGE_VERSION}"
    --output ${root}/share/doc/latchkey/latchkey.cdx.json
  COMMAND_ERROR_IS_FATAL ANY)
]])

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME latchkey)
set(CPACK_PACKAGE_VERSION ${PROJECT_VERSION})
set(CPACK_PACKAGE_CONTACT "The Latchkey authors <security@latchkey.invalid>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "OAuth 2.0 and OpenID Connect authorization server")
set(CPACK_PACKAGE_DESCRIPTION "A self-hosted authorization server: one binary with an embedded database, a web console and an
audit log of everything done.")
# For the absolute path of the configuration.
set(CPACK_SET_DESTDIR ON)
set(CPACK_INSTALL_PREFIX /usr)
set(CPACK_INSTALL_CMAKE_PROJECTS ${PROJECT_BINARY_DIR} latchkey server /)
set(CPACK_INSTALL_SCRIPTS ${PROJECT_BINARY_DIR}/package_files.cmake)
set(CPACK_STRIP_FILES ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION net)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_DEPENDS "passwd, init-system-helpers (>= 1.54)")
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
set(CPACK_DEBIAN_PACKAGE_CONTROL_EXTRA
  ${packaging}/debian/postinst ${packaging}/debian/prerm ${packaging}/debian/postrm
  ${packaging}/debian/conffiles)
include(CPack)
