/** A constructed sheet: strict CSP allows it where `<style>` is forbidden. A page that took the constructor away gets a `<style>`. */
export function addSheet(root: ShadowRoot, css: string): CSSStyleSheet | HTMLElement {
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    root.adoptedStyleSheets.push(sheet);
    return sheet;
  } catch {
    const style = make('style');
    style.textContent = css;
    root.append(style);
    return style;
  }
}

/** The page's root element, by a method of our own realm. */
export const rootOf = () => Document.prototype.querySelector.call(document, ':root') as HTMLElement;

/** An element with attributes. It is made in our own realm: its methods are the browser's, whatever the page has done to its own. */
export function make<E extends Element = HTMLElement>(name: string, attributes: Record<string, string> = {}, namespace = '1999/xhtml'): E {
  const element = globalThis.document.createElementNS(`http://www.w3.org/${namespace}`, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element as E;
}

/** A 20 × 20 line icon. */
export function icon(d: string): SVGSVGElement {
  const svg = make<SVGSVGElement>('svg', { viewBox: '0 0 20 20' }, '2000/svg');
  svg.append(make('path', { d }, '2000/svg'));
  return svg;
}

/**
 * Keeps `host`, which `css` dresses, in the page until `signal` aborts: beside the `<body>`, so that a page may swap its body, transform it or cache it.
 * Returns the way to put it there, and to look at once whether it still is.
 */
export function keepInPage(host: HTMLElement, css: string, signal: AbortSignal, isWhole: () => unknown): () => void {
  const { shadowRoot } = host;
  const place = () => {
    const documentElement = rootOf();
    // An accessor that the page has replaced may give anything.
    if ((signal.aborted as unknown) === true) {
      observer.disconnect();
      return host.remove();
    }
    if (!documentElement || !isWhole()) return;
    if (!host.isConnected) Element.prototype.append.call(documentElement, host);
    // Now, not before: a sheet belongs to the document that its element is in.
    if (css) addSheet(shadowRoot as ShadowRoot, css);
    css = '';
    // A page may replace its root element as well. Watching the same one twice is watching it once.
    observer.observe(document, { childList: true });
    observer.observe(documentElement, { childList: true });
    // Where the root element holds what is fixed to the window, only the top layer is free of it.
    if ((host.offsetTop - innerHeight) ** 2 > 9999) {
      host.popover = 'manual';
      host.showPopover?.();
    }
  };
  // Not at once: a page that takes the host out each time would otherwise hang in a loop with us.
  const observer = new MutationObserver(() => setTimeout(place));
  return place;
}
