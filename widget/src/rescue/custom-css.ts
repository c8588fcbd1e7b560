import type { PageWidget } from '../parts.ts';

/** A sheet that takes longer is applied when it arrives: better a chat without it than no chat. */
const LONGEST_WAIT_MS = 2000;

/**
 * Makes `page.applyCustomCss`: applies the site's own style sheet over all others of the widget. It is fetched as text, once per address. Relative
 * addresses, also in the sheet, are relative to the page. Resolves when it is applied, cannot be loaded, or is late.
 */
export function createApplyCustomCss({ launcher: { shadow, addSheet } }: PageWidget): (address: string) => Promise<void> {
  let current = '';
  let loading: Promise<unknown> | undefined;
  let sheet: CSSStyleSheet | HTMLElement | undefined;

  async function load(address: string): Promise<void> {
    try {
      const response = await fetch(new URL(address, document.baseURI));
      if (!response.ok) throw new Error(`HTTP ${response.status}`);
      const css = await response.text();
      if (address !== current) return;
      takeOff();
      sheet = addSheet(shadow, css);
    } catch (error) {
      console.warn(`SupportChat: customCSS ${address} could not be loaded. ${error}`);
    }
  }

  function takeOff(): void {
    if (sheet && 'remove' in sheet) sheet.remove();
    else shadow.adoptedStyleSheets = shadow.adoptedStyleSheets.filter((each) => each !== sheet);
  }

  function putOn(): void {
    if (sheet && 'remove' in sheet) shadow.append(sheet);
    else if (sheet) shadow.adoptedStyleSheets.push(sheet);
  }

  return async (address) => {
    takeOff();
    if (address === current) putOn();
    else {
      current = address;
      sheet = undefined;
      loading = address ? load(address) : undefined;
    }
    if (loading) await Promise.race([loading, new Promise((resolve) => setTimeout(resolve, LONGEST_WAIT_MS))]);
  };
}
