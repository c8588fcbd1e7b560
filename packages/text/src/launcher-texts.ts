/**
 * The widget's languages by their tags, and the two sentences of its launcher in each: the server sends them with the settings, so that a
 * further language adds nothing to the script on every page. Of several variants of a language, the first is for all others.
 */
export const LAUNCHER_TEXTS: Record<string, [open: string, failed: string]> = {
  en: ['Open chat', 'Chat could not load. Try again.'],
  de: ['Chat öffnen', 'Chat lädt nicht. Erneut versuchen.'],
};
