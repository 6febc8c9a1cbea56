// Where the authorization endpoint leads back to: hands the answer to the page that asked.

import "swagger-ui-dist/oauth2-redirect.js";
