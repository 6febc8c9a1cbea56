// Pipelines, models and connectors over HTTP.
#pragma once

#include <httplib.h>

#include "broker.hpp"
#include "connectors.hpp"
#include "guard.hpp"
#include "models.hpp"
#include "pipeline_runner.hpp"
#include "pipelines.hpp"
#include "topics.hpp"

namespace plant {

// What is given must outlive the server.
void add_pipeline_routes(httplib::Server& server, const Guard& guard, const Pipelines& pipelines,
                         PipelineRunner& runner);
void add_model_routes(httplib::Server& server, const Guard& guard, const Models& models);
void add_connector_routes(httplib::Server& server, const Guard& guard, const Connectors& connectors,
                          const Topics& topics, const Broker& broker);

}  // namespace plant
