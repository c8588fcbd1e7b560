/** The widget receives copies of these events: what the page does to the originals, in any phase, no longer affects it. */
const COPIED = 'keydown keypress keyup focus blur focusin focusout';
/** The widget does not listen to these; the browser handles them itself, as long as the page does not cancel them. */
const SWALLOWED = 'wheel mousewheel touchstart touchmove touchend mousedown mouseup contextmenu beforeinput copy cut selectstart';
/** The widget handles these itself, or will: they stop there. */
const ENDED = 'click dblclick pointerdown pointerup input change paste dragover drop submit';

/**
 * What happens in the widget is not the page's concern, and the page must not be able to cancel it: focus traps, hotkeys, smooth scrolling and
 * "click outside" would otherwise act on it. Runs before all other listeners on the window, except for capturing ones that the page added
 * earlier.
 */
export function containEvents(root: HTMLElement, signal: AbortSignal): void {
  const { host } = root.getRootNode() as ShadowRoot;
  const listen = (target: EventTarget, types: string, listener: (event: Event) => void, options: AddEventListenerOptions) => {
    for (const type of types.split(' ')) EventTarget.prototype.addEventListener.call(target, type, listener, { signal, ...options });
  };

  listen(window, COPIED, keep, { capture: true });
  // Passive: the page's own scrolling must not wait for us.
  listen(window, SWALLOWED, keep, { capture: true, passive: true });
  listen(root, ENDED, (event) => event.stopPropagation(), {});

  function keep(event: Event): void {
    // Uses our realm's methods: the event may be the page's.
    const { composedPath, stopImmediatePropagation, preventDefault } = Event.prototype;
    const [inner] = composedPath.call(event);
    if (read(Event.prototype, 'target', event) !== host || !event.isTrusted || !inner) return;
    stopImmediatePropagation.call(event);
    const type = read(Event.prototype, 'type', event) as string;
    if (!COPIED.includes(type)) return;
    // Not composed: it stops at the shadow root. The browser's own action follows the original.
    const Kind = type.startsWith('key') ? KeyboardEvent : FocusEvent;
    const copy = new Kind(type, copyInit(Kind.prototype, event));
    if (!inner.dispatchEvent(copy)) preventDefault.call(event);
  }
}

/** Uses our realm's accessor. */
function read(prototype: object, name: string, event: Event): unknown {
  return Reflect.get(prototype, name, event);
}

/** The constructor reads the fields it knows from any object, but an event would also pass `composed` and `view`. */
function copyInit(prototype: object, event: Event): EventInit {
  const names = 'bubbles cancelable key code keyCode location repeat isComposing ctrlKey shiftKey altKey metaKey relatedTarget';
  return Object.fromEntries(names.split(' ').map((name) => [name, read(prototype, name, event)]));
}
