/** A constructed sheet: strict CSP allows it where `<style>` is forbidden. */
export function addSheet(root: ShadowRoot, css: string): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  root.adoptedStyleSheets.push(sheet);
}

/** An element with attributes, in SVG where told. */
export function make<E extends Element = HTMLElement>(
  name: string,
  attributes: Record<string, string> = {},
  namespace = document.documentElement.namespaceURI,
): E {
  const element = document.createElementNS(namespace, name);
  for (const key in attributes) element.setAttribute(key, attributes[key] as string);
  return element as E;
}

/** A 20 × 20 line icon. */
export function icon(d: string): SVGSVGElement {
  const svg = make<SVGSVGElement>('svg', { viewBox: '0 0 20 20' }, SVG);
  svg.append(make('path', { d }, SVG));
  return svg;
}
const SVG = 'http://www.w3.org/2000/svg';

/** Keeps `host` in the page until `signal` aborts: beside the `<body>`, so that a page may swap its body, transform it or cache it. */
export function keepInPage(host: HTMLElement, signal: AbortSignal): void {
  const { documentElement } = document;
  const place = () => {
    if (!host.isConnected && !signal.aborted) documentElement.append(host);
  };
  // Not at once: a page that takes the host out each time would otherwise hang in a loop with us.
  const observer = new MutationObserver(() => setTimeout(place));
  observer.observe(documentElement, { childList: true });
  place();
  signal.onabort = () => {
    observer.disconnect();
    host.remove();
  };
}
