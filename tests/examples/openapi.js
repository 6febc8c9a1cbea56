// What is wrong with an OpenAPI document, by as much of OpenAPI 3.1 as examples/ use: whatever else a document has is a
// fault too, so that nothing in it goes unchecked.

import Ajv2020 from "ajv/dist/2020.js";

const text = { type: "string", minLength: 1 };
const closed = (properties, required = []) => ({ type: "object", additionalProperties: false, properties, required });
const mapOf = (value) => ({ type: "object", additionalProperties: value });
const listOf = (items) => ({ type: "array", items });
const reference = closed({ $ref: { type: "string", pattern: "^#/components/" } }, ["$ref"]);
const orReference = (otherwise) => ({ if: { required: ["$ref"] }, then: reference, else: otherwise });

// A Schema Object is JSON Schema 2020-12.
const schema = { $ref: "https://json-schema.org/draft/2020-12/schema" };
const content = mapOf(closed({ schema }, ["schema"]));
const header = closed({ description: text, schema }, ["schema"]);
const parameter = {
  ...closed(
    { name: text, in: { enum: ["query", "header", "path", "cookie"] }, description: text, required: { type: "boolean" }, schema },
    ["name", "in", "schema"],
  ),
  if: { properties: { in: { const: "path" } } },
  then: { properties: { required: { const: true } }, required: ["required"] },
};
const response = closed({ description: text, headers: mapOf(orReference(header)), content }, ["description"]);
const responses = {
  type: "object",
  minProperties: 1,
  additionalProperties: false,
  patternProperties: { "^[1-5][0-9][0-9]$": orReference(response) },
};
const operation = closed(
  {
    summary: text,
    description: text,
    security: listOf(mapOf(listOf(text))),
    parameters: listOf(orReference(parameter)),
    requestBody: closed({ description: text, required: { type: "boolean" }, content }, ["content"]),
    responses,
  },
  ["summary", "security", "responses"],
);
const methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];
const components = closed({
  securitySchemes: mapOf(closed({ type: { const: "openIdConnect" }, openIdConnectUrl: text }, ["type", "openIdConnectUrl"])),
  parameters: mapOf(parameter),
  responses: mapOf(response),
  schemas: mapOf(schema),
});
const isDocument = new Ajv2020({ allErrors: true, strict: false }).compile(
  closed(
    {
      openapi: { type: "string", pattern: "^3\\.1\\.[0-9]+$" },
      info: closed({ title: text, version: text, description: text }, ["title", "version"]),
      servers: listOf(closed({ url: text, description: text }, ["url"])),
      paths: {
        type: "object",
        additionalProperties: false,
        patternProperties: { "^/": closed(Object.fromEntries(methods.map((method) => [method, operation]))) },
      },
      components,
    },
    ["openapi", "info", "paths"],
  ),
);

/** Every `$ref` at any depth. */
function references(node) {
  if (typeof node !== "object" || node === null) return [];
  const below = Object.values(node).flatMap(references);
  return typeof node.$ref === "string" ? [node.$ref, ...below] : below;
}

const target = (document, reference) =>
  reference.slice(2).split("/").reduce((node, name) => node?.[name.replaceAll("~1", "/").replaceAll("~0", "~")], document);

/** Where a path template and the parameters of an operation differ, and security schemes that are none. */
function operationFaults(document, where, method, { parameters = [], security }) {
  const found = parameters.map((one) => (one.$ref ? target(document, one.$ref) : one));
  const given = found.filter((one) => one?.in === "path").map(({ name }) => `{${name}}`);
  const wanted = where.match(/\{[^}]+\}/g) ?? [];
  const schemes = Object.keys(document.components?.securitySchemes ?? {});
  const unknown = security.flatMap(Object.keys).filter((name) => !schemes.includes(name));
  return [
    ...(given.toSorted().join() === wanted.toSorted().join() ? [] : [`${method} ${where} has the parameters ${given}`]),
    ...unknown.map((name) => `${method} ${where} names ${name}, which is no security scheme`),
  ];
}

/** A sentence for each fault. */
export function openapiFaults(document) {
  if (!isDocument(document)) return isDocument.errors.map(({ instancePath, message }) => `${instancePath} ${message}`);
  const missing = references(document).filter((one) => target(document, one) === undefined);
  const operations = Object.entries(document.paths).flatMap(([where, methods]) =>
    Object.entries(methods).map(([method, operation]) => [where, method, operation]),
  );
  return [
    ...missing.map((one) => `${one} is nowhere`),
    ...operations.flatMap((one) => operationFaults(document, ...one)),
  ];
}
