/**
 * The built-ins whose replacement would reach us, by their own names: a page may shadow one by a `const` that `window` does not show. Their methods are
 * looked at too. A function, for one that is missing throws where it is named.
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
  encodeURIComponent,
  addEventListener,
  document,
];

/** Has the page replaced, removed or added to any built-in that the widget relies on? Its function may do no harm: we cannot know. */
export function isTampered(): boolean {
  try {
    const { toString } = Function.prototype;
    const isForeign = (value: unknown) => typeof value === 'function' && !/\[native code]\s*}$/.test(toString.call(value));
    const { ownKeys, getOwnPropertyDescriptor } = Reflect;
    for (const _ in {}) return true;
    const list = used() as unknown as { prototype?: object }[];
    for (let at = 0; at < list.length; at++) {
      const value = list[at] as object & { prototype?: object };
      for (let owner: object | undefined = value; owner; owner = owner === value ? value.prototype : undefined) {
        if (isForeign(owner)) return true;
        const keys = ownKeys(owner);
        for (let key = 0; key < keys.length; key++) {
          const { get, value } = getOwnPropertyDescriptor(owner, keys[key] as string) ?? {};
          if (isForeign(get) || isForeign(value)) return true;
        }
      }
    }
    return false;
  } catch {
    return true;
  }
}
