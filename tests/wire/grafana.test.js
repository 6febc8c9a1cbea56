// The dashboard and the alert rules of docs/grafana/ ask for what a real server exposes, and for nothing else.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { before, describe, it } from "node:test";
import tls from "node:tls";
import { parse } from "yaml";
import { Authority, writeCertificate } from "../harness/certificates.js";
import { parseExposition } from "../harness/exposition.js";
import { readPromql } from "../harness/promql.js";
import { PROJECT } from "../harness/server.js";
import { send, serviceToken, useServer } from "./support.js";

const read = (name) => readFileSync(path.join(PROJECT, "docs/grafana", name), "utf8");
// What Prometheus adds by itself.
const TARGET_LABELS = ["job", "instance"];
const BUILT_IN = { up: [] };

describe("PromQL", () => {
  it("is read by its grammar", () => {
    const expression = 'histogram_quantile(0.9, sum by (le, route) (rate(a_bucket{job="x",status=~"5.."}[5m]))) > on (grant) b';
    assert.deepEqual(readPromql(expression), {
      metrics: [
        { name: "a_bucket", labels: ["job", "status"] },
        { name: "b", labels: [] },
      ],
      grouping: ["le", "route", "grant"],
    });
    for (const broken of ["sum(rate(a[5m])", "a{b=c}", "rate(a[])", "a ++", ""]) assert.throws(() => readPromql(broken), broken);
  });
});

describe("docs/grafana", () => {
  const authority = new Authority();
  tls.setDefaultCACertificates([authority.certificate]);
  // With TLS, since some metrics are only there then.
  const { args } = writeCertificate(authority.issue());
  const used = useServer({ scheme: "https", args }, async ({ admin }) => ({ service: await admin.createService() }));
  let exposed;

  before(async () => {
    const { server } = used;
    await serviceToken(server, used.service);
    await send(`${server.origin}/nothing`);
    const answer = await server.admin.session.get(`${server.origin}/metrics`);
    exposed = new Map(Object.entries(BUILT_IN));
    for (const [name, { samples }] of parseExposition(await answer.text()))
      for (const { name: sampleName, labels } of samples) {
        assert.ok(sampleName.startsWith(name));
        exposed.set(sampleName, Object.keys(labels));
      }
  });

  /** The metrics asked for, each with labels that it has. */
  function assertAnswered(expression) {
    const { metrics, grouping } = readPromql(expression);
    assert.ok(metrics.length > 0, expression);
    for (const { name, labels } of metrics) {
      assert.ok(exposed.has(name), `${name} in ${expression}`);
      for (const label of [...labels, ...grouping])
        assert.ok([...exposed.get(name), ...TARGET_LABELS].includes(label), `${name} has no ${label}: ${expression}`);
    }
    return metrics.map(({ name }) => name);
  }

  describe("latchkey.json", () => {
    const dashboard = JSON.parse(read("latchkey.json"));
    const panels = dashboard.panels.filter(({ type }) => type !== "row");
    const expressions = panels.flatMap(({ targets }) => targets.map(({ expr }) => expr.replaceAll("$__rate_interval", "5m")));

    it("every panel asks for metrics and labels that exist", () => {
      assert.ok(expressions.length > 20);
      for (const expression of expressions) assertAnswered(expression);
      for (const { targets } of panels)
        for (const { legendFormat, expr } of targets)
          for (const [, label] of legendFormat.matchAll(/\{\{(\w+)\}\}/g)) assert.ok(expr.includes(label) || TARGET_LABELS.includes(label), expr);
    });

    it("every metric of the server is on it", () => {
      const asked = new Set(expressions.flatMap(assertAnswered));
      const families = [...exposed.keys()].filter((name) => name.startsWith("latchkey_")).map((name) => name.replace(/_(bucket|sum|count)$/, ""));
      for (const family of new Set(families)) assert.ok(["", "_bucket"].some((suffix) => asked.has(family + suffix)), family);
    });

    it("can be imported anywhere: its data source, job and instances are chosen", () => {
      const variables = Object.fromEntries(dashboard.templating.list.map((variable) => [variable.name, variable]));
      assert.deepEqual(Object.keys(variables), ["datasource", "job", "instance"]);
      assert.deepEqual([variables.datasource.type, variables.datasource.query], ["datasource", "prometheus"]);
      for (const name of ["job", "instance"]) {
        const [, selector, label] = variables[name].query.query.match(/^label_values\((.+), (\w+)\)$/);
        assertAnswered(selector);
        assert.equal(label, name);
      }
      const sources = [...panels, ...panels.flatMap(({ targets }) => targets), variables.job, variables.instance];
      for (const { datasource } of sources) assert.deepEqual(datasource, { type: "prometheus", uid: "${datasource}" });
      for (const expression of expressions) assert.ok(expression.includes('instance=~"$instance"'), expression);
      assert.equal("id" in dashboard, false);
    });

    it("its panels have titles, explanations and units, and do not cover each other", () => {
      const ids = dashboard.panels.map(({ id }) => id);
      assert.equal(new Set(ids).size, ids.length);
      const cells = new Set();
      for (const { gridPos, title } of dashboard.panels) {
        assert.ok(title);
        assert.ok(gridPos.x >= 0 && gridPos.x + gridPos.w <= 24, title);
        for (let x = gridPos.x; x < gridPos.x + gridPos.w; ++x)
          for (let y = gridPos.y; y < gridPos.y + gridPos.h; ++y) {
            assert.equal(cells.has(`${x} ${y}`), false, title);
            cells.add(`${x} ${y}`);
          }
      }
      for (const { title, description, fieldConfig } of panels) assert.ok(description && fieldConfig.defaults.unit, title);
    });
  });

  describe("alerts.yml", () => {
    const { groups } = parse(read("alerts.yml"));
    const rules = groups.flatMap((group) => group.rules);

    it("every rule asks for metrics and labels that exist", () => {
      assert.ok(rules.length >= 8);
      for (const { expr } of rules) assertAnswered(expr);
    });

    it("every rule has its name, its severity and words that use labels it has", () => {
      assert.equal(new Set(rules.map(({ alert }) => alert)).size, rules.length);
      for (const rule of rules) {
        assert.deepEqual(Object.keys(rule).filter((key) => !["alert", "expr", "for", "labels", "annotations"].includes(key)), []);
        assert.match(rule.alert, /^Latchkey[A-Z][A-Za-z]+$/);
        assert.match(rule.for ?? "0m", /^\d+m$/);
        assert.ok(["critical", "warning"].includes(rule.labels.severity), rule.alert);
        assert.deepEqual(Object.keys(rule.annotations), ["summary", "description"]);
        const { grouping, metrics } = readPromql(rule.expr);
        const kept = grouping.length > 0 ? grouping : [...TARGET_LABELS, ...metrics.flatMap(({ name }) => exposed.get(name))];
        for (const text of Object.values(rule.annotations))
          for (const [, label] of text.matchAll(/\$labels\.(\w+)/g)) assert.ok(kept.includes(label), `${rule.alert}: ${label}`);
      }
    });
  });
});
