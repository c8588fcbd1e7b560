/**
 * Every available language, and the launcher's texts in it: the loader contains these two sentences, `locales/<language>.ts` the rest. A new
 * language is that file and a line here.
 */
export const LAUNCHER_TEXTS: Record<string, readonly [open: string, failed: string]> = {
  en: ['Open chat', 'Chat could not load. Try again.'],
  de: ['Chat öffnen', 'Chat lädt nicht. Erneut versuchen.'],
};
