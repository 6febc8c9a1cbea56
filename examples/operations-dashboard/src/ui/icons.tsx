// The few signs that the dashboard needs, drawn with the text's colour and hidden from screen readers.

const PATHS = {
  check: "M4 12.5l5 5L20 6.5",
  cross: "M6 6l12 12M18 6L6 18",
  lock: "M7 11V8a5 5 0 0 1 10 0v3M5 11h14v10H5z",
  warning: "M12 3.5 22 20H2zM12 10v4.5M12 17.2v.3",
  play: "M7 4.5v15l12-7.5z",
  send: "M3 12 21 4l-6 17-4-7zM11 14l4-4",
  person: "M16 8a4 4 0 1 1-8 0 4 4 0 0 1 8 0M4.5 20a7.5 7.5 0 0 1 15 0",
  renew: "M20 6v5h-5M4 18v-5h5M19 11a7.5 7.5 0 0 0-13.5-3M5 13a7.5 7.5 0 0 0 13.5 3",
} as const;

export function Icon({ name }: { name: keyof typeof PATHS }) {
  return (
    <svg className="icon" viewBox="0 0 24 24" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  );
}

export function Mark() {
  return (
    <svg className="mark" viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="7" />
      <path d="M5 19h5l3-9 5 14 3.5-9 1.5 4h4" />
    </svg>
  );
}
