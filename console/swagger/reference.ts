// The interactive reference of the API: Swagger UI over this server's own openapi.json.

import "swagger-ui-dist/swagger-ui.css";
import "./reference.css";
import SwaggerUI from "swagger-ui-dist/swagger-ui-es-bundle.js";

const ui = SwaggerUI({
  url: "/openapi.json",
  dom_id: "#reference",
  deepLinking: true,
  displayRequestDuration: true,
  filter: true,
  validatorUrl: null,
  oauth2RedirectUrl: new URL("/swagger/oauth2-redirect.html", window.location.href).href,
});
ui.initOAuth({ usePkceWithAuthorizationCodeGrant: true });
