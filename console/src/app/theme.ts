// Colours, type and spacing of the console, those of the server's own pages.

import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from "@mantine/core";

const brand: MantineColorsTuple = [
  "#eef3ff",
  "#dbe5fd",
  "#b5c8f8",
  "#8ba9f3",
  "#6a8eee",
  "#4f78e8",
  "#3d68e0",
  "#2f5bd7",
  "#2549b3",
  "#1c3a92",
];

const dark: MantineColorsTuple = [
  "#e9edf4",
  "#c9d0dc",
  "#a6b0c1",
  "#758196",
  "#3d4757",
  "#2d3644",
  "#1f2733",
  "#181e28",
  "#0e1219",
  "#090c12",
];

const font =
  'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", "Liberation Sans", Arial, sans-serif';

export const theme = createTheme({
  primaryColor: "brand",
  primaryShade: { light: 7, dark: 7 },
  autoContrast: true,
  colors: { brand, dark },
  fontFamily: font,
  fontFamilyMonospace: 'ui-monospace, "SF Mono", Menlo, Consolas, "Liberation Mono", monospace',
  headings: { fontFamily: font, fontWeight: "650" },
  defaultRadius: "md",
  cursorType: "pointer",
  respectReducedMotion: true,
  components: {
    Modal: { defaultProps: { centered: true, overlayProps: { backgroundOpacity: 0.5 } } },
    // Its <header> would count as a second banner of the page.
    ModalHeader: { defaultProps: { component: "div" } },
    DrawerHeader: { defaultProps: { component: "div" } },
    Tooltip: {
      defaultProps: {
        withArrow: true,
        openDelay: 300,
        events: { hover: true, focus: true, touch: true },
      },
    },
    Menu: { defaultProps: { shadow: "md", position: "bottom-end", width: 210 } },
  },
});

export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    "--mantine-color-body": "#ffffff",
    "--mantine-color-text": "#171c26",
    "--mantine-color-dimmed": "#566074",
    "--mantine-color-placeholder": "#626c7f",
    "--mantine-color-error": "#b3261e",
    "--mantine-color-default-border": "#cfd6e2",
    "--mantine-color-teal-light-color": "#06674a",
    "--ground": "#f3f5f9",
    "--line": "#dde2eb",
    "--raised": "#f7f9fc",
  },
  dark: {
    "--mantine-color-text": "#e9edf4",
    "--mantine-color-dimmed": "#a6b0c1",
    "--mantine-color-placeholder": "#97a2b5",
    "--mantine-color-error": "#ffb4b4",
    "--mantine-color-anchor": "#8ba9f3",
    "--mantine-color-default-border": "#3d4757",
    "--ground": "#0e1219",
    "--line": "#2d3644",
    "--raised": "#1f2733",
  },
});
