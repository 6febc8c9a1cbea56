#include "seed.hpp"

namespace plant {

Models seed_models() {
  using Type = Field::Type;
  return {
      {"sensor-reading",
       {"sensor-reading",
        "Reading of a sensor",
        {{"value", Type::number, ""}, {"unit", Type::text, ""}}}},
      {"production-order",
       {"production-order",
        "Production order of the ERP",
        {{"order", Type::text, ""},
         {"product", Type::text, ""},
         {"quantity", Type::integer, "pieces"},
         {"due", Type::text, ""},
         {"status", Type::text, ""}}}},
  };
}

Connectors seed_connectors() {
  using std::chrono::hours;
  using std::chrono::seconds;
  return {
      {"uns-broker", "Broker of the unified namespace", "mqtt", "", seconds(0)},
      {"line-1-plc", "PLC of packaging line 1", "opc-ua", "acme/berlin/packaging/line-1/#",
       seconds(30)},
      {"erp", "ERP production data", "rest", "acme/berlin/erp/#", hours(24)},
  };
}

std::vector<Pipeline> seed_pipelines() {
  using Operation = Pipeline::Operation;
  return {
      {"open-orders", "Open production orders", "acme/berlin/erp/orders/+", "quantity",
       Operation::count, "acme/berlin/kpi/open-orders"},
      {"ordered-quantity", "Pieces in open orders", "acme/berlin/erp/orders/+", "quantity",
       Operation::sum, "acme/berlin/kpi/ordered-quantity"},
      {"line-temperature", "Mean temperature of the packaging lines",
       "acme/berlin/packaging/+/temperature", "value", Operation::average,
       "acme/berlin/kpi/line-temperature"},
  };
}

void seed_topics(Topics& topics) {
  topics.define("acme/berlin/packaging/line-1/temperature", "Temperature of the sealing unit",
                "sensor-reading");
  topics.define("acme/berlin/packaging/line-1/speed", "Speed of the belt", "sensor-reading");
  for (const auto& pipeline : seed_pipelines())
    topics.define(pipeline.output, "Result of the pipeline " + pipeline.id, "");
}

}  // namespace plant
