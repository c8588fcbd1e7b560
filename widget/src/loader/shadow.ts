/** A constructed sheet: strict CSP allows it where `<style>` is forbidden. A page that removed the constructor gets a `<style>`. */
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

/** The page's root element, read with our realm's accessor. */
export const rootOf = () => Document.prototype.querySelector.call(document, ':root') as HTMLElement;

/** An element with attributes. It is created in our own realm: its methods are the browser's, whatever the page has done to its own. */
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
 * Keeps `host`, which `css` styles, in the page until `signal` aborts: beside the `<body>`, so that a page may swap its body, transform it or
 * cache it. Returns a function that inserts it, and that can check immediately whether it is still there.
 */
export function keepAttached(host: HTMLElement, css: string, signal: AbortSignal, isWhole: () => unknown): () => void {
  const { shadowRoot } = host;
  const place = () => {
    const documentElement = rootOf();
    // An accessor that the page has replaced may return anything.
    if ((signal.aborted as unknown) === true) {
      observer.disconnect();
      return host.remove();
    }
    if (!documentElement || !isWhole()) return;
    if (!host.isConnected) Element.prototype.append.call(documentElement, host);
    // Now, not before: a sheet belongs to the document that its element is in.
    if (css) addSheet(shadowRoot as ShadowRoot, css);
    css = '';
    // A page may replace its root element as well. Observing the same one twice counts once.
    observer.observe(document, { childList: true });
    observer.observe(documentElement, { childList: true });
    // If the root element contains fixed elements, only the top layer is independent of it.
    if ((host.offsetTop - innerHeight) ** 2 > 9999) {
      host.popover = 'manual';
      host.showPopover?.();
    }
  };
  // Deferred: a page that removes the host each time would otherwise loop with us forever.
  const observer = new MutationObserver(() => setTimeout(place));
  return place;
}
