import { describe, expect, it } from "vitest";
import { en } from "~/texts/en";
import { emailFault, nameFault, passwordFault } from "./fields";
import { makePassword } from "./password";

const words = en.users.faults;

describe("a user's fields", () => {
  it("wants an e-mail address that could be one", () => {
    expect(emailFault("  ", words)).toBe(words.emailMissing);
    for (const wrong of ["ada", "ada@", "@example.com", "a da@example.com", "a@b@c"])
      expect(emailFault(wrong, words)).toBe(words.emailWrong);
    expect(emailFault(" ada@example.com ", words)).toBeNull();
  });

  it("counts characters as people do", () => {
    expect(nameFault("🦊".repeat(100), words)).toBeNull();
    expect(nameFault("x".repeat(101), words)).toBe(words.nameLong);
    expect(passwordFault("", words)).toBe(words.passwordMissing);
    expect(passwordFault("123456789", words)).toBe(words.passwordShort);
    expect(passwordFault("1234567890", words)).toBeNull();
  });

  it("makes passwords that differ and keep the rules", () => {
    const made = new Set(Array.from({ length: 50 }, makePassword));
    expect(made.size).toBe(50);
    for (const password of made) {
      expect(password).toMatch(/^([A-HJ-NP-Za-km-z2-9]{5}-){3}[A-HJ-NP-Za-km-z2-9]{5}$/);
      expect(passwordFault(password, words)).toBeNull();
    }
  });
});
