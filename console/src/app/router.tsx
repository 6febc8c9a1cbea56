// Every address of the console and the page it shows; pages are loaded when first opened.

import type { QueryClient } from "@tanstack/react-query";
import { createRootRouteWithContext, createRoute, createRouter } from "@tanstack/react-router";
import { meQuery } from "~/api/me";
import { isProblem } from "~/api/problem";
import { auditSearch } from "~/features/audit/search";
import { clientListSearch } from "~/features/clients/search";
import { overviewSearch } from "~/features/overview/search";
import { newRoleSearch, roleListSearch } from "~/features/roles/search";
import { userListSearch } from "~/features/users/search";
import { noteNavigation } from "~/ui/Page";
import { Crashed, Missing, Waiting } from "./fallbacks";
import { guarded } from "./guarded";
import { lazyPage } from "./lazy_page";
import { Shell } from "./Shell";
import { goToSignIn } from "./session_lost";

const root = createRootRouteWithContext<{ queryClient: QueryClient }>()({
  component: Shell,
  notFoundComponent: Missing,
  errorComponent: Crashed,
  // Nothing is shown before it is known who is signed in.
  beforeLoad: async ({ context }) => {
    try {
      await context.queryClient.ensureQueryData(meQuery);
    } catch (error) {
      if (!isProblem(error, 401)) throw error;
      goToSignIn();
      await new Promise(() => {});
    }
  },
});

const overview = createRoute({
  getParentRoute: () => root,
  path: "/",
  validateSearch: overviewSearch,
  component: lazyPage(() => import("~/features/overview/Overview"), "Overview"),
});

const clients = createRoute({
  getParentRoute: () => root,
  path: "/settings/clients",
  validateSearch: clientListSearch,
  component: guarded(
    "clients",
    lazyPage(() => import("~/features/clients/list/ClientList"), "ClientList"),
  ),
});

const registerApplication = createRoute({
  getParentRoute: () => root,
  path: "/settings/clients/new",
  component: guarded(
    "clients",
    lazyPage(
      () => import("~/features/clients/register/RegisterApplication"),
      "RegisterApplication",
    ),
  ),
});

const client = createRoute({
  getParentRoute: () => root,
  path: "/settings/clients/$clientId",
  component: guarded(
    "clients",
    lazyPage(() => import("~/features/clients/detail/ClientDetail"), "ClientDetail"),
  ),
});

const editClient = createRoute({
  getParentRoute: () => root,
  path: "/settings/clients/$clientId/edit",
  component: guarded(
    "clients",
    lazyPage(() => import("~/features/clients/edit/EditClient"), "EditClient"),
  ),
});

const general = createRoute({
  getParentRoute: () => root,
  path: "/settings/general",
  component: guarded(
    "general",
    lazyPage(() => import("~/features/settings/GeneralSettings"), "GeneralSettings"),
  ),
});

const users = createRoute({
  getParentRoute: () => root,
  path: "/access/users",
  validateSearch: userListSearch,
  component: guarded(
    "users",
    lazyPage(() => import("~/features/users/UserList"), "UserList"),
  ),
});

const newUser = createRoute({
  getParentRoute: () => root,
  path: "/access/users/new",
  component: guarded(
    "users",
    lazyPage(() => import("~/features/users/NewUser"), "NewUser"),
  ),
});

const user = createRoute({
  getParentRoute: () => root,
  path: "/access/users/$userId",
  component: guarded(
    "users",
    lazyPage(() => import("~/features/users/UserDetail"), "UserDetail"),
  ),
});

const roles = createRoute({
  getParentRoute: () => root,
  path: "/access/roles",
  validateSearch: roleListSearch,
  component: guarded(
    "roles",
    lazyPage(() => import("~/features/roles/RoleList"), "RoleList"),
  ),
});

const newRole = createRoute({
  getParentRoute: () => root,
  path: "/access/roles/new",
  validateSearch: newRoleSearch,
  component: guarded(
    "roles",
    lazyPage(() => import("~/features/roles/NewRole"), "NewRole"),
  ),
});

const role = createRoute({
  getParentRoute: () => root,
  path: "/access/roles/$roleId",
  component: guarded(
    "roles",
    lazyPage(() => import("~/features/roles/RoleDetail"), "RoleDetail"),
  ),
});

const audit = createRoute({
  getParentRoute: () => root,
  path: "/audit",
  validateSearch: auditSearch,
  component: guarded(
    "audit",
    lazyPage(() => import("~/features/audit/AuditLog"), "AuditLog"),
  ),
});

const profile = createRoute({
  getParentRoute: () => root,
  path: "/profile",
  component: lazyPage(() => import("~/features/profile/Profile"), "Profile"),
});

const routeTree = root.addChildren([
  overview,
  clients,
  registerApplication,
  client,
  editClient,
  general,
  users,
  newUser,
  user,
  roles,
  newRole,
  role,
  audit,
  profile,
]);

export function makeRouter(queryClient: QueryClient) {
  const router = createRouter({
    routeTree,
    basepath: "/console",
    context: { queryClient },
    defaultPreload: "intent",
    defaultPendingComponent: Waiting,
    defaultErrorComponent: Crashed,
    scrollRestoration: true,
  });
  router.history.subscribe(({ action }) => {
    if (action.type !== "REPLACE") noteNavigation();
  });
  return router;
}

declare module "@tanstack/react-router" {
  interface Register {
    router: ReturnType<typeof makeRouter>;
  }
}
