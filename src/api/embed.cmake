# Builds openapi.json into the library of the REST API.
include(${PROJECT_SOURCE_DIR}/cmake/embed.cmake)
latchkey_embed(latchkey_api
  FILE ${CMAKE_CURRENT_LIST_DIR}/openapi.json
  HEADER api/openapi.hpp
  NAMESPACE latchkey::api
  NAME openapi_document)
