// Makes a plan real.
#pragma once

#include "api/configuration/plan.hpp"

namespace latchkey::api::configuration {

// In the transaction that the plan was made in. Each object that changes has its audit event, as
// when it is changed by hand.
void apply(store::Transaction& tx, const Call& call, const State& state, const Plan& plan);

}  // namespace latchkey::api::configuration
