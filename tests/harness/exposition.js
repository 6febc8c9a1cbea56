// Prometheus' text exposition format 0.0.4, read strictly, and what `promtool check metrics` asks of it.

import assert from "node:assert/strict";

const NAME = /^[a-zA-Z_:][a-zA-Z0-9_:]*$/;
const COMMENT = /^# (HELP|TYPE) (\S+) (.+)$/;
const SAMPLE = /^([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{(.*)\})? (\S+)$/;
const LABEL = /^([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\\n]|\\["\\n])*)"(?:,(?=.)|$)/;
const TYPES = ["counter", "gauge", "histogram"];
const OTHER_UNITS = /_(milli|micro|nano)seconds|_(ms|us|ns|minutes|hours|days|kilobytes|megabytes|kb|mb|bits|percent)(_|$)/;

function readLabels(text) {
  const labels = {};
  while (text) {
    const match = text.match(LABEL);
    assert.ok(match, `no label: ${text}`);
    assert.equal(match[1] in labels, false, `label ${match[1]} twice`);
    labels[match[1]] = match[2].replace(/\\(.)/g, (_, c) => (c === "n" ? "\n" : c));
    text = text.slice(match[0].length);
  }
  return labels;
}

function readNumber(text) {
  const special = { "+Inf": Infinity, "-Inf": -Infinity, NaN: NaN };
  if (text in special) return special[text];
  assert.match(text, /^-?\d+(\.\d+)?(e[+-]?\d+)?$/);
  return Number(text);
}

/** What identifies a time series. */
export function seriesKey(name, labels) {
  return JSON.stringify([name, Object.entries(labels).sort()]);
}

/**
 * Throws where a line is none of the format.
 * @returns {Map<string, {help: string, type: string, samples: {name, labels, value}[]}>} by name
 */
export function parseExposition(text) {
  assert.ok(text.endsWith("\n"), "the last line has no end");
  const families = new Map();
  const series = new Set();
  let current;
  for (const line of text.slice(0, -1).split("\n")) {
    const comment = line.match(COMMENT);
    if (comment) {
      const [, kind, name, rest] = comment;
      if (kind === "HELP") {
        assert.equal(families.has(name), false, `${name} twice`);
        current = { name, help: rest, type: null, samples: [] };
        families.set(name, current);
      } else {
        assert.deepEqual([name, current?.type, current?.samples.length], [current?.name, null, 0], line);
        assert.ok(TYPES.includes(rest), line);
        current.type = rest;
      }
      continue;
    }
    const sample = line.match(SAMPLE);
    assert.ok(sample, `neither comment nor sample: ${line}`);
    const [, name, labelText, value] = sample;
    assert.ok(current, `before any HELP: ${line}`);
    const suffixes = current.type === "histogram" ? ["_bucket", "_sum", "_count"] : [""];
    assert.ok(current.type && suffixes.some((suffix) => name === current.name + suffix), `not of ${current.name}: ${line}`);
    const labels = readLabels(labelText ?? "");
    const key = seriesKey(name, labels);
    assert.equal(series.has(key), false, `twice: ${line}`);
    series.add(key);
    current.samples.push({ name, labels, value: readNumber(value) });
  }
  return families;
}

/** The value of one series; undefined where there is none. */
export function valueOf(families, name, labels = {}) {
  const key = seriesKey(name, labels);
  for (const { samples } of families.values())
    for (const sample of samples) if (seriesKey(sample.name, sample.labels) === key) return sample.value;
  return undefined;
}

/** A histogram by its labels other than le: {labels, buckets: [[bound, count]], sum, count}. */
export function histogramsOf(families, name) {
  const found = new Map();
  for (const sample of families.get(name).samples) {
    const { le, ...labels } = sample.labels;
    const key = seriesKey(name, labels);
    if (!found.has(key)) found.set(key, { labels, buckets: [], sum: undefined, count: undefined });
    const one = found.get(key);
    if (sample.name === `${name}_bucket`) one.buckets.push([readNumber(le), sample.value]);
    else one[sample.name.slice(name.length + 1)] = sample.value;
  }
  return [...found.values()];
}

function lintHistogram(families, name) {
  for (const { labels, buckets, sum, count } of histogramsOf(families, name)) {
    const what = `${name} ${JSON.stringify(labels)}`;
    const bounds = buckets.map(([bound]) => bound);
    const counts = buckets.map(([, value]) => value);
    const sorted = (numbers) => numbers.every((one, i) => i === 0 || numbers[i - 1] <= one);
    assert.ok(new Set(bounds).size === bounds.length && sorted(bounds), `${what}: bounds ${bounds}`);
    assert.ok(sorted(counts), `${what}: counts ${counts}`);
    assert.equal(bounds.at(-1), Infinity, what);
    assert.equal(counts.at(-1), count, what);
    assert.ok(count === 0 ? sum === 0 : sum >= 0 && Number.isFinite(sum), `${what}: sum ${sum}`);
  }
}

/** The rules of promtool's linter that apply to such names. */
export function lintExposition(families) {
  for (const [name, { help, type, samples }] of families) {
    assert.match(name, NAME);
    assert.ok(help.trim(), `${name} has no help`);
    assert.equal(name, name.toLowerCase());
    assert.equal(name.endsWith("_total"), type === "counter", `${name} is a ${type}`);
    assert.doesNotMatch(name, /_(count|sum|bucket|info_total|gauge|counter|histogram)$/);
    assert.doesNotMatch(name, OTHER_UNITS);
    for (const { labels } of samples)
      for (const label of Object.keys(labels)) {
        assert.doesNotMatch(label, /^__|[A-Z]/, name);
        assert.ok(label !== "le" || type === "histogram", `${name} is no histogram and has a label le`);
      }
    if (type === "histogram") lintHistogram(families, name);
    if (type === "counter") for (const { value } of samples) assert.ok(value >= 0, name);
  }
}
