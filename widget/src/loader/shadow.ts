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

/** An element with attributes. It is made in our own realm: its methods are the browser's, whatever the page has done to its own. */
export function make<E extends Element = HTMLElement>(name: string, attributes: Record<string, string> = {}): E {
  const element: Element = globalThis.document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element as E;
}

/** A 20 × 20 line icon. */
export function icon(d: string): SVGSVGElement {
  const [svg, path] = ['svg', 'path'].map((name) => globalThis.document.createElementNS('http://www.w3.org/2000/svg', name)) as [SVGSVGElement, SVGElement];
  svg.setAttribute('viewBox', '0 0 20 20');
  path.setAttribute('d', d);
  svg.append(path);
  return svg;
}

/**
 * Keeps `host`, which `css` dresses, in the page until `signal` aborts: beside the `<body>`, so that a page may swap its body, transform it or cache it.
 * Returns the way to look at once whether it is still there.
 */
export function keepInPage(host: HTMLElement, css: string, signal: AbortSignal, isWhole: () => unknown): () => void {
  const { shadowRoot } = host;
  const place = () => {
    const { documentElement } = document;
    if (signal.aborted) {
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
    if (Math.abs(host.getBoundingClientRect().bottom - innerHeight) > 99) {
      host.popover = 'manual';
      host.showPopover?.();
    }
  };
  // Not at once: a page that takes the host out each time would otherwise hang in a loop with us.
  const observer = new MutationObserver(() => setTimeout(place));
  place();
  return place;
}
