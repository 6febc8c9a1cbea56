// The reader of metrics that the other tests rely on must see what is wrong.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { histogramsOf, lintExposition, parseExposition, valueOf } from "../harness/exposition.js";

const family = (name, type, ...lines) => `# HELP ${name} Help.\n# TYPE ${name} ${type}\n${lines.map((line) => `${line}\n`).join("")}`;
const HISTOGRAM = ['a_bucket{le="0.5"} 1', 'a_bucket{le="+Inf"} 3', "a_sum 4.5", "a_count 3"];

describe("the reader of the exposition format", () => {
  it("reads labels, numbers and histograms", () => {
    const families = parseExposition(
      family("doors_total", "counter", 'doors_total{side="a\\"b\\\\c\\nd",kind=""} 3', "doors_total 1e+21") + family("a", "histogram", ...HISTOGRAM),
    );
    assert.equal(valueOf(families, "doors_total", { kind: "", side: 'a"b\\c\nd' }), 3);
    assert.equal(valueOf(families, "doors_total"), 1e21);
    assert.equal(valueOf(families, "doors_total", { side: "x" }), undefined);
    assert.deepEqual(histogramsOf(families, "a"), [{ labels: {}, buckets: [[0.5, 1], [Infinity, 3]], sum: 4.5, count: 3 }]);
    lintExposition(families);
  });

  it("refuses what is not of the format", () => {
    for (const text of [
      "a 1\n",
      family("a", "gauge", "a 1").slice(0, -1),
      family("a", "gauge", "b 1"),
      family("a", "gauge", "a one"),
      family("a", "gauge", "a  1"),
      family("a", "gauge", 'a{b="c",} 1'),
      family("a", "gauge", 'a{b="c" 1'),
      family("a", "gauge", 'a{b="c\\x"} 1'),
      family("a", "gauge", 'a{b="1",b="2"} 1'),
      family("a", "gauge", "a 1", "a 2"),
      family("a", "gauge", "a 1", ""),
      family("a", "summary", "a 1"),
      family("a", "gauge", "a 1") + family("a", "gauge"),
      "# HELP a Help.\na 1\n",
      "# TYPE a gauge\na 1\n",
    ])
      assert.throws(() => parseExposition(text), assert.AssertionError, text);
  });

  it("refuses what promtool would complain of", () => {
    const changed = (from, to) => family("a", "histogram", ...HISTOGRAM.map((line) => line.replace(from, to)));
    for (const text of [
      family("doors", "counter", "doors 1"),
      family("doors_total", "gauge", "doors_total 1"),
      family("doors_milliseconds", "gauge", "doors_milliseconds 1"),
      family("doorsOpen", "gauge", "doorsOpen 1"),
      family("doors", "gauge", 'doors{le="1"} 1'),
      family("doors", "gauge", 'doors{doorSide="1"} 1'),
      changed("+Inf", "1"),
      changed("} 1", "} 4"),
      changed("a_count 3", "a_count 4"),
      changed("0.5", "+Inf"),
      changed("a_sum 4.5", "a_sum NaN"),
    ])
      assert.throws(() => lintExposition(parseExposition(text)), assert.AssertionError, text);
  });
});
