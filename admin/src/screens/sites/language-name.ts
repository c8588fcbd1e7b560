const names = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' });

/** What a language tag stands for, such as "German" for `de`; null for an unknown one. */
export function languageName(tag: string): string | null {
  try {
    return names.of(tag) ?? null;
  } catch {
    return null; // not the shape of a language tag; the form says so
  }
}
