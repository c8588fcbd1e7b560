/** Whether the browser stores any of these for this site, in this tab or beyond. Undefined if it blocks site data. */
export function hasStoredData(names: string, siteKey: string): boolean | undefined {
  try {
    return new RegExp(`sc_(${names}):${siteKey}`).test(`${[localStorage, sessionStorage].map(Object.keys)}`);
  } catch {}
}
