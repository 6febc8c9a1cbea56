// The plant that the example starts with: a packaging line in Berlin and the orders of its ERP.
#pragma once

#include <vector>

#include "connectors.hpp"
#include "models.hpp"
#include "pipelines.hpp"
#include "topics.hpp"

namespace plant {

Models seed_models();
Connectors seed_connectors();
std::vector<Pipeline> seed_pipelines();
void seed_topics(Topics& topics);

}  // namespace plant
