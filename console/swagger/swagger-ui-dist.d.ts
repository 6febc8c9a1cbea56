// What the reference uses of swagger-ui-dist, which comes without types.

declare module "swagger-ui-dist/swagger-ui-es-bundle.js" {
  interface Options {
    url: string;
    dom_id: string;
    deepLinking: boolean;
    displayRequestDuration: boolean;
    filter: boolean;
    validatorUrl: string | null;
    oauth2RedirectUrl: string;
  }
  interface Interface {
    initOAuth(options: { usePkceWithAuthorizationCodeGrant: boolean }): void;
  }
  export default function SwaggerUI(options: Options): Interface;
}

declare module "swagger-ui-dist/oauth2-redirect.js";
