import { computed, effect, signal } from '@preact/signals';

export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

const KEY = 'monitor-theme';
const system = matchMedia('(prefers-color-scheme: dark)');
const systemDark = signal(system.matches);

/** Paper is light, whatever the screen is. */
const printing = signal(false);

export const theme = signal<Theme>(read());
export const dark = computed(() =>
  printing.value ? false : theme.value === 'system' ? systemDark.value : theme.value === 'dark',
);

function read(): Theme {
  try {
    return THEMES.find((known) => known === localStorage.getItem(KEY)) ?? 'system';
  } catch {
    return 'system';
  }
}

export function choose(chosen: Theme): void {
  theme.value = chosen;
  try {
    if (chosen === 'system') localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, chosen);
  } catch {
    // Without storage it holds until the page is loaded again.
  }
}

/** Keeps the page in the chosen theme, and in the system's while that is the chosen one. */
export function followTheme(): void {
  system.addEventListener('change', () => {
    systemDark.value = system.matches;
  });
  addEventListener('beforeprint', () => (printing.value = true));
  addEventListener('afterprint', () => (printing.value = false));
  effect(() => {
    document.documentElement.classList.toggle('dark', dark.value);
  });
}
