#include <array>

#include "api/configuration/apply.hpp"
#include "api/configuration/plan.hpp"
#include "api/configuration/plan_json.hpp"
#include "api/fields.hpp"
#include "api/handlers.hpp"
#include "api/query.hpp"
#include "api/render.hpp"

namespace latchkey::api {
namespace {

constexpr std::array<std::string_view, 2> truth_values{"true", "false"};

struct Wish {
  bool is_dry_run = false;
  bool prune = false;
  std::optional<std::string> plan;  // the fingerprint of the only plan to be applied
};

std::expected<Wish, Problem> read_wish(const http::Request& request) {
  auto query = Query::read(request);
  if (!query)
    return std::unexpected(std::move(query.error()));
  Wish wish{.is_dry_run = query->choice("dry_run", truth_values) == "true",
            .prune = query->choice("prune", truth_values) == "true",
            .plan = query->text("plan")};
  if (auto problem = query->problem())
    return std::unexpected(std::move(*problem));
  return wish;
}

Answer plan_and_apply(store::Transaction& tx, const Call& call, const Fields& file,
                      const Wish& wish) {
  const auto state = configuration::load(tx, call.org_id());
  const auto plan = configuration::make_plan(tx, call, file, state, wish.prune);
  if (!plan)
    return std::unexpected(plan.error());
  UserDirectory directory(tx, call.org_id());
  json::array changes = configuration::changes_json(state, *plan, directory, false);
  const std::string fingerprint = configuration::fingerprint(changes);
  if (wish.plan && *wish.plan != fingerprint)
    return std::unexpected(
        conflict("The configuration changed meanwhile, and so would what was agreed to."));
  if (!wish.is_dry_run) {
    configuration::apply(tx, call, state, *plan);
    changes = configuration::changes_json(state, *plan, directory, true);
  }
  return json_answer(200, json::object{{"is_applied", !wish.is_dry_run},
                                       {"plan", fingerprint},
                                       {"changes", std::move(changes)}});
}

}  // namespace

Task<Answer> show_configuration(const Call& call) {
  auto find = [&](store::Transaction& tx) {
    UserDirectory directory(tx, call.org_id());
    return configuration::document(configuration::load(tx, call.org_id()), directory);
  };
  co_return json_answer(200, co_await call.store().read(std::move(find)));
}

Task<Answer> apply_configuration(const Call& call) {
  const auto wish = read_wish(call.request);
  if (!wish)
    co_return std::unexpected(wish.error());
  const auto file = Fields::read(call.request);
  if (!file)
    co_return std::unexpected(file.error());
  auto work = [&](store::Transaction& tx) { return plan_and_apply(tx, call, *file, *wish); };
  if (wish->is_dry_run)
    co_return co_await call.store().read(std::move(work));
  co_return co_await call.store().change(std::move(work));
}

}  // namespace latchkey::api
