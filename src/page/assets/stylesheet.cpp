#include "page/assets/files.hpp"

namespace latchkey::page::assets {

const std::string_view stylesheet = R"css(
:root {
  color-scheme: light dark;
  --ground: #f3f5f9;
  --surface: #ffffff;
  --raised: #f7f9fc;
  --text: #171c26;
  --muted: #566074;
  --line: #dde2eb;
  --control: #7a8599;
  --danger-ground: #fdeeee;
  --danger-line: #e3a3a3;
  --danger-text: #8f1d1d;
  --shadow: 0 1px 2px #0b121f14, 0 12px 32px -8px #0b121f24;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #0e1219;
    --surface: #181e28;
    --raised: #1f2733;
    --text: #e9edf4;
    --muted: #a6b0c1;
    --line: #2d3644;
    --control: #758196;
    --danger-ground: #3a1b1f;
    --danger-line: #7d3a40;
    --danger-text: #ffc9c9;
    --shadow: 0 1px 2px #0006, 0 16px 40px -12px #0009;
  }
}
*, *::before, *::after { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body {
  margin: 0;
  min-height: 100vh;
  background: radial-gradient(56rem 28rem at 50% -8rem, var(--accent-glow), transparent 70%) no-repeat var(--ground);
  color: var(--text);
  font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", "Liberation Sans", Arial, sans-serif;
}
.frame {
  display: flex;
  flex-direction: column;
  min-height: 100vh;
  width: 100%;
  max-width: 27rem;
  margin: 0 auto;
  padding: 1.5rem 1rem 2rem;
}
.frame.wide { max-width: 34rem; }
.frame::before, .frame::after { content: ""; flex: 1 1 0; }
.frame::after { flex-grow: 1.6; }
.brand {
  display: flex;
  align-items: center;
  justify-content: center;
  gap: .625rem;
  margin: 0 0 1.25rem;
  font-size: 1.125rem;
  font-weight: 650;
  letter-spacing: -.01em;
}
.brand img { width: 2rem; height: 2rem; display: block; }
.brand span { min-width: 0; overflow-wrap: anywhere; }
.card {
  background: var(--surface);
  border: 1px solid var(--line);
  border-radius: 1rem;
  box-shadow: var(--shadow);
  padding: 1.5rem 1.25rem;
}
h1 { margin: 0; font-size: 1.5rem; line-height: 1.25; font-weight: 680; letter-spacing: -.02em; overflow-wrap: anywhere; }
h2 { margin: 0; font-size: .9375rem; line-height: 1.35; font-weight: 650; }
p { margin: .5rem 0 0; overflow-wrap: anywhere; }
.lead { color: var(--muted); }
.lead strong { color: var(--text); font-weight: 600; }
.note { color: var(--muted); font-size: .875rem; }
.note strong { color: var(--text); font-weight: 600; }
a { color: var(--accent-text); text-underline-offset: .2em; }
a:hover { text-decoration-thickness: 2px; }
:focus-visible { outline: 3px solid var(--accent-text); outline-offset: 2px; border-radius: .375rem; }
form { margin: 1.5rem 0 0; }
.field { margin: 0 0 1rem; }
.field label { display: block; margin: 0 0 .375rem; font-size: .9375rem; font-weight: 600; }
.field input {
  display: block;
  width: 100%;
  min-height: 2.875rem;
  padding: .5rem .75rem;
  border: 1px solid var(--control);
  border-radius: .625rem;
  background: var(--surface);
  color: var(--text);
  font: inherit;
}
.field input:focus-visible { outline: 3px solid var(--accent-text); outline-offset: 0; border-color: transparent; border-radius: .625rem; }
.field input[aria-invalid="true"] { border-color: var(--danger-text); }
.button {
  display: inline-flex;
  align-items: center;
  justify-content: center;
  width: 100%;
  min-height: 2.875rem;
  padding: .5rem 1.125rem;
  border: 1px solid var(--control);
  border-radius: .625rem;
  background: var(--surface);
  color: var(--text);
  font: inherit;
  font-weight: 600;
  text-align: center;
  text-decoration: none;
  cursor: pointer;
  transition: filter .15s, background-color .15s;
}
.button:hover { background: var(--raised); }
.button:focus-visible { border-radius: .625rem; }
.button.primary { border-color: transparent; background: var(--accent); color: var(--on-accent); }
.button.primary:hover { background: var(--accent); filter: brightness(1.08); }
.button:active { filter: brightness(.95); }
.actions { display: grid; gap: .75rem; margin: 1.5rem 0 0; }
.actions.pair { grid-template-columns: 1fr 1fr; }
.alert {
  margin: 1.25rem 0 0;
  padding: .75rem 1rem;
  border: 1px solid var(--danger-line);
  border-radius: .625rem;
  background: var(--danger-ground);
  color: var(--danger-text);
  font-weight: 550;
}
.alert p { margin: 0; }
.alert + form { margin-top: 1.25rem; }
.identity {
  display: flex;
  flex-wrap: wrap;
  align-items: center;
  gap: .25rem 1rem;
  margin: 1.25rem 0 0;
  padding: .75rem 1rem;
  border-radius: .625rem;
  background: var(--raised);
  border: 1px solid var(--line);
}
.identity p { margin: 0; flex: 1 1 12rem; min-width: 0; line-height: 1.4; }
.identity .name { display: block; font-weight: 600; }
.identity .email { display: block; color: var(--muted); font-size: .875rem; }
.identity a { display: inline-flex; align-items: center; min-height: 2.75rem; font-size: .9375rem; }
.description { margin: .75rem 0 0; padding: 0 0 0 .875rem; border-left: 3px solid var(--line); color: var(--muted); white-space: pre-line; }
fieldset { margin: 0; padding: 0; border: 0; min-width: 0; }
.group { margin: 0 0 1rem; border: 1px solid var(--line); border-radius: .75rem; overflow: hidden; }
.group h2, .group legend {
  float: left;
  width: 100%;
  padding: .625rem 1rem;
  background: var(--raised);
  border-bottom: 1px solid var(--line);
  font-size: .875rem;
  font-weight: 650;
  color: var(--text);
}
.group > :nth-child(2) { clear: both; }
.group ul { list-style: none; margin: 0; padding: 0; clear: both; }
.group li + li { border-top: 1px solid var(--line); }
.choice { display: grid; grid-template-columns: auto 1fr; gap: 0 .75rem; align-items: start; min-height: 2.75rem; padding: .625rem 1rem; cursor: pointer; }
.choice:hover { background: var(--raised); }
.choice input { width: 1.25rem; height: 1.25rem; margin: .125rem 0 0; accent-color: var(--accent); cursor: inherit; }
.choice.fixed { cursor: default; }
.choice.fixed:hover { background: none; }
.choice > span { min-width: 0; }
.choice .what { display: block; overflow-wrap: anywhere; }
.choice .detail, .plain .detail { display: block; color: var(--muted); font-size: .875rem; overflow-wrap: anywhere; }
.choice.unavailable .what { color: var(--muted); }
.plain { padding: .625rem 1rem; overflow-wrap: anywhere; }
code, .mono { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace; font-size: .875em; overflow-wrap: anywhere; }
dl { margin: 1.25rem 0 0; padding: 1rem 0 0; border-top: 1px solid var(--line); }
dt { color: var(--muted); font-size: .875rem; }
dd { margin: 0 0 .75rem; overflow-wrap: anywhere; }
dd:last-child { margin-bottom: 0; }
.badges { display: flex; flex-wrap: wrap; gap: .375rem; margin: .25rem 0 0; padding: 0; list-style: none; }
.badges li { padding: .125rem .625rem; border: 1px solid var(--line); border-radius: 999px; background: var(--raised); font-size: .875rem; }
.links { display: flex; flex-wrap: wrap; gap: 0 1.25rem; margin: .75rem 0 0; }
.links a { display: inline-flex; align-items: center; min-height: 2.75rem; }
.symbol { display: block; width: 3rem; height: 3rem; margin: 0 0 1rem; }
.symbol circle { fill: var(--accent-glow); }
.symbol path { fill: none; stroke: var(--accent-text); stroke-width: 2.5; stroke-linecap: round; stroke-linejoin: round; }
@media (min-width: 30rem) {
  .frame { padding: 2rem 1rem 3rem; }
  .card { padding: 2rem; }
}
@media (prefers-reduced-motion: reduce) { * { transition: none !important; animation: none !important; } }
@media (forced-colors: active) { .button.primary, .alert { border: 2px solid; } }
)css";

}  // namespace latchkey::page::assets
