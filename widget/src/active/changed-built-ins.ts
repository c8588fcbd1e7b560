/** The built-ins that the widget relies on, by name: a page may shadow one with a `const` that `window` does not show. */
const used = () => ({
  Object,
  Function,
  Array,
  String,
  Number,
  RegExp,
  Promise,
  Map,
  Set,
  Date,
  JSON,
  Math,
  Intl,
  Reflect,
  Uint32Array,
  URL,
  AbortController,
  AbortSignal,
  MutationObserver,
  ResizeObserver,
  CSSStyleSheet,
  CSSStyleDeclaration,
  DOMTokenList,
  EventTarget,
  Event,
  Node,
  Document,
  Element,
  HTMLElement,
  ShadowRoot,
  NodeList,
  KeyboardEvent,
  FocusEvent,
  Headers,
  Storage,
  WebSocket,
  Response,
  fetch,
  setTimeout,
  clearTimeout,
  setInterval,
  queueMicrotask,
  clearInterval,
  encodeURIComponent,
  addEventListener,
  crypto,
  matchMedia: globalThis.matchMedia,
  '': [].values(),
  textarea: document.createElement('textarea'),
  button: document.createElement('button'),
});

/** With its name: that of a bound function or a proxy has none. */
const NATIVE = /^function [^(\s].*\)\s*{\s*\[native code]\s*}$/;

/**
 * The names of the built-ins that the page has replaced, or made undefined, among those that the widget relies on, their methods, and those of
 * what they inherit. `null` if it has removed one, or has added to all objects: then nothing can be relied on. It calls little, and walks
 * lists by index.
 */
export function changedBuiltIns(): string[] | null {
  try {
    const { toString } = Function.prototype;
    const isForeign = (value: unknown) => typeof value === 'function' && value !== Function.prototype && !NATIVE.test(toString.call(value));
    const { ownKeys, getOwnPropertyDescriptor, getPrototypeOf } = Reflect;
    const changed: string[] = [];
    const seen = new Set();
    const look = (owner: object | null | undefined, name: string): void => {
      if (!owner || seen.has(owner)) return;
      seen.add(owner);
      if (isForeign(owner)) changed[changed.length] = name;
      const keys = ownKeys(owner);
      for (let at = 0; at < keys.length; at++) {
        const key = keys[at] as string;
        // A wrapper's own.
        if (key === 'constructor') continue;
        const { get, value } = getOwnPropertyDescriptor(owner, key) as PropertyDescriptor;
        if (get ? isForeign(get) : value === undefined || isForeign(value)) changed[changed.length] = key;
      }
      look(getPrototypeOf(owner), name);
    };
    for (const _ in {}) return null;
    const all = used() as unknown as Record<string, { prototype?: object } | undefined>;
    const names = ownKeys(all) as string[];
    for (let at = 0; at < names.length; at++) {
      const name = names[at] as string;
      const value = all[name];
      if (!value) return null;
      look(value, name);
      look(value.prototype, name);
    }
    return changed;
  } catch {
    return null;
  }
}
