import { describe, expect, it } from "vitest";
import { browserOf } from "./user_agent";

const mac =
  "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko)";

describe("browserOf", () => {
  it.each([
    ["Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox", "Linux"],
    [`${mac} Chrome/141.0.0.0 Safari/537.36`, "Chrome", "macOS"],
    [`${mac} Chrome/141.0.0.0 Safari/537.36 Edg/141.0.0.0`, "Edge", "macOS"],
    [
      "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Safari/605.1.15",
      "Safari",
      "macOS",
    ],
    [
      "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/141.0 Mobile/15E148 Safari/604.1",
      "Chrome",
      "iPhone",
    ],
    [
      "Mozilla/5.0 (Linux; Android 15; SM-S921B) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/27.0 Chrome/125.0.0.0 Mobile Safari/537.36",
      "Samsung Internet",
      "Android",
    ],
    [
      "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/141.0.0.0 Safari/537.36",
      "Chrome",
      "Windows",
    ],
    [
      "Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36",
      "Chrome",
      "ChromeOS",
    ],
  ])("knows %s", (header, name, system) => {
    expect(browserOf(header)).toEqual({ name, system });
  });

  it("calls programs by their own name", () => {
    expect(browserOf("curl/8.14.1")).toEqual({ name: "curl", system: null });
    expect(browserOf("node")).toEqual({ name: "node", system: null });
  });

  it("says when it knows nothing", () => {
    expect(browserOf("")).toEqual({ name: null, system: null });
    expect(browserOf("Mozilla/5.0 (Mystery)")).toEqual({ name: null, system: null });
  });
});
