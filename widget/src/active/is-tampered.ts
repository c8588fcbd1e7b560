/**
 * The built-ins whose replacement would reach us, by their own names: a page may shadow one by a `const` that `window` does not show. Their methods are
 * looked at too, and those of what the instances inherit. A function, for one that is missing throws where it is named.
 */
const used = () => [
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
  Error,
  Symbol,
  Reflect,
  ArrayBuffer,
  Uint8Array,
  Uint32Array,
  Boolean,
  WeakSet,
  TextDecoder,
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
  Crypto,
  WebSocket,
  Response,
  fetch,
  setTimeout,
  clearTimeout,
  setInterval,
  queueMicrotask,
  globalThis.matchMedia,
  clearInterval,
  parseInt,
  isFinite,
  decodeURI,
  encodeURIComponent,
  addEventListener,
  document,
  navigator,
  crypto,
  [].values(),
  document.createElement('textarea'),
  document.createElement('button'),
  document.createElementNS('http://www.w3.org/2000/svg', 'svg'),
];

/**
 * Has the page replaced, removed or added to any built-in that the widget relies on? Its function may do no harm: we cannot know. No built-in is undefined
 * by nature; one that was deleted leaves no trace.
 */
export function isTampered(): boolean {
  try {
    const { toString } = Function.prototype;
    const isForeign = (value: unknown) => typeof value === 'function' && !/\[native code]\s*}$/.test(toString.call(value));
    const { ownKeys, getOwnPropertyDescriptor, getPrototypeOf } = Reflect;
    const isChanged = (owner: object | null | undefined): boolean => {
      if (!owner) return false;
      const keys = ownKeys(owner);
      for (let at = 0; at < keys.length; at++) {
        const { get, value } = getOwnPropertyDescriptor(owner, keys[at] as string) as PropertyDescriptor;
        if (get ? isForeign(get) : value === undefined || isForeign(value)) return true;
      }
      return isForeign(owner) || isChanged(getPrototypeOf(owner));
    };
    for (const _ in {}) return true;
    const list = used() as { prototype?: object }[];
    for (let at = 0; at < list.length; at++) {
      const value = list[at];
      if (!value || isChanged(value) || isChanged(value.prototype)) return true;
    }
    return false;
  } catch {
    return true;
  }
}
