/** The widget hears these by copies: what the page does to the originals, at whatever phase, reaches it no more. */
const COPIED = 'keydown keypress keyup focus blur focusin focusout';
/** The widget does not listen to these; the browser acts on them by itself, as long as no page forbids it. */
const SWALLOWED = 'wheel mousewheel touchstart touchmove touchend mousedown mouseup contextmenu beforeinput copy cut selectstart';
/** The widget acts on these itself, or will: they end where it does. */
const ENDED = 'click dblclick pointerdown pointerup input change paste dragover drop submit';

/**
 * What happens in the widget is none of the page's business, and no page may forbid it: focus traps, hotkeys, smooth scrolling and "click outside" would
 * otherwise act on it. First of all listeners in the window, but for those that a page put there in its capturing phase before.
 */
export function keepEvents(root: HTMLElement, signal: AbortSignal): void {
  const { host } = root.getRootNode() as ShadowRoot;
  const listen = (target: EventTarget, types: string, listener: (event: Event) => void, options: AddEventListenerOptions) => {
    for (const type of types.split(' ')) EventTarget.prototype.addEventListener.call(target, type, listener, { signal, ...options });
  };

  listen(window, COPIED, keep, { capture: true });
  // Passive: the page's own scrolling must not wait for us.
  listen(window, SWALLOWED, keep, { capture: true, passive: true });
  listen(root, ENDED, (event) => event.stopPropagation(), {});

  function keep(event: Event): void {
    // By the methods of our realm: the event may be of the page's.
    const { composedPath, stopImmediatePropagation, preventDefault } = Event.prototype;
    const [inner] = composedPath.call(event);
    if (read(Event.prototype, 'target', event) !== host || !event.isTrusted || !inner) return;
    stopImmediatePropagation.call(event);
    const type = read(Event.prototype, 'type', event) as string;
    if (!COPIED.includes(type)) return;
    // Not composed: it ends at the shadow root. The browser's own action follows the original.
    const Kind = type.startsWith('key') ? KeyboardEvent : FocusEvent;
    const copy = new Kind(type, copyInit(Kind.prototype, event));
    if (!inner.dispatchEvent(copy)) preventDefault.call(event);
  }
}

/** By the accessor of our realm. */
function read(prototype: object, name: string, event: Event): unknown {
  return Reflect.get(prototype, name, event);
}

/** The constructor reads what it knows from any object, but an event would give `composed` and `view` as well. */
function copyInit(prototype: object, event: Event): EventInit {
  const names = 'bubbles cancelable key code keyCode location repeat isComposing ctrlKey shiftKey altKey metaKey relatedTarget';
  return Object.fromEntries(names.split(' ').map((name) => [name, read(prototype, name, event)]));
}
