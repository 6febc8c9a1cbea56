// An API for the tests, which tells whom it takes a caller for: api ISSUER AUDIENCE PORT [CLIENT_ID
// SECRET]. With a client it asks the issuer about each token, otherwise it verifies offline.

#include <cstdlib>
#include <exception>
#include <httplib.h>
#include <iostream>
#include <latchkey/resource/verifier.hpp>
#include <string>
#include <vector>

namespace {

namespace resource = latchkey::resource;

resource::Verifier verifier(const std::vector<std::string>& arguments) {
  resource::Settings settings{.issuer = arguments.at(0), .audiences = {arguments.at(1)}};
  settings.realm = "test";
  settings.resource_metadata = "https://api.example.com/.well-known/oauth-protected-resource";
  // As short as may be, since the tests wait for the ends of these times.
  settings.refetch_interval = std::chrono::seconds(1);
  settings.refresh_keys_after = std::chrono::seconds(1);
  settings.keys_usable_for = std::chrono::seconds(3);
  if (arguments.size() == 3)
    return resource::Verifier(std::move(settings));
  return {std::move(settings),
          {.client_id = arguments.at(3),
           .client_secret = arguments.at(4),
           .accepted_for = std::chrono::seconds(1)}};
}

void serve(const std::vector<std::string>& arguments) {
  const auto guard = verifier(arguments);
  httplib::Server api;
  const auto answer = [&guard](const std::string& scopes) {
    return [&guard, scopes](const httplib::Request& request, httplib::Response& response) {
      const auto caller = guard.check(request.get_header_value("Authorization"), scopes);
      if (!caller) {
        response.status = caller.error().status;
        for (const auto& [name, value] : caller.error().headers()) response.set_header(name, value);
        response.set_content(caller.error().detail, "text/plain");
        return;
      }
      std::string text = caller->subject + "\n" + caller->client_id + "\n" + caller->organization +
                         "\n" + caller->token_id + "\n";
      for (const auto& scope : caller->scopes) text += scope + " ";
      response.set_content(text, "text/plain");
    };
  };
  api.Get("/who", answer(""));
  api.Get("/pipelines", answer("pipelines:read"));
  api.Get("/models", answer("pipelines:read models:write"));
  const auto port = std::stoi(arguments.at(2));
  if (!api.bind_to_port("127.0.0.1", port))
    throw std::runtime_error("the port is taken");
  std::cout << "listening" << std::endl;
  api.listen_after_bind();
}

}  // namespace

int main(int count, char** words) {
  try {
    serve({words + 1, words + count});
  } catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
    return EXIT_FAILURE;
  }
  return EXIT_SUCCESS;
}
