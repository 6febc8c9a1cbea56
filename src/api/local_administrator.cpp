#include "api/local_administrator.hpp"

namespace latchkey::api {

Caller local_administrator(const store::Store& store) {
  Caller caller;
  caller.user.id = local_administrator_id;
  caller.user.email = local_administrator_name;
  const auto snapshot = store.snapshot();
  caller.user.org_id = snapshot->default_org_id;
  caller.permissions = snapshot->catalogue_of(caller.user.org_id).all();
  caller.is_system_administrator = true;
  caller.is_local_administrator = true;
  return caller;
}

}  // namespace latchkey::api
