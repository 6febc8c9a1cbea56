// Which metrics and labels a PromQL expression asks for, by Prometheus' own grammar.

import assert from "node:assert/strict";
import { parser } from "@prometheus-io/lezer-promql";

/** Throws where the expression is none. @returns {{metrics: {name, labels: string[]}[], grouping: string[]}} */
export function readPromql(expression) {
  const metrics = [];
  const grouping = [];
  let inGrouping = false;
  const text = (node) => expression.slice(node.from, node.to);
  parser.parse(expression).iterate({
    enter(node) {
      assert.equal(node.type.isError, false, `no PromQL: ${expression} at ${node.from}`);
      if (node.name === "GroupingLabels") inGrouping = true;
      else if (node.name === "LabelName") (inGrouping ? grouping : metrics.at(-1).labels).push(text(node));
      else if (node.name === "VectorSelector") metrics.push({ name: "", labels: [] });
      else if (node.name === "Identifier") metrics.at(-1).name = text(node);
    },
    leave(node) {
      if (node.name === "GroupingLabels") inGrouping = false;
    },
  });
  return { metrics, grouping };
}
