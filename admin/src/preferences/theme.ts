import { create } from 'zustand';
import { storage } from '../session/storage.ts';

export type ThemeChoice = 'light' | 'dark' | 'system';

/** The same key is read by `public/theme.js` before the first paint. */
const KEY = 'sc_admin_theme';
const system = () => window.matchMedia('(prefers-color-scheme: dark)');

const stored = storage.read(KEY);
export const useTheme = create<{ choice: ThemeChoice }>(() => ({ choice: stored === 'light' || stored === 'dark' ? stored : 'system' }));

export function chooseTheme(choice: ThemeChoice) {
  if (choice === 'system') storage.remove(KEY);
  else storage.write(KEY, choice);
  useTheme.setState({ choice });
  applyTheme();
}

export function applyTheme() {
  const { choice } = useTheme.getState();
  const dark = choice === 'dark' || (choice === 'system' && system().matches);
  document.documentElement.dataset.theme = dark ? 'dark' : 'light';
}

/** Follows the system while the choice is `system`. */
export function followSystemTheme() {
  applyTheme();
  system().addEventListener('change', applyTheme);
}
