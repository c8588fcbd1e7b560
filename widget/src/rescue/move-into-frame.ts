import { queueCalls } from '../loader/api.ts';
import type { Embed } from '../loader/main.ts';
import { FRAME_NAME } from './frame-name.ts';

export type WidgetFrame = HTMLIFrameElement & { supportChat?: Embed };

/** A page may remove the frame each time: it comes back more and more slowly. */
const SOONEST_MS = 500;
const LATEST_MS = 60_000;

/**
 * Runs the widget's script again in an empty frame of the page: a realm whose built-ins no script has touched. From there it works on the
 * page's document, for as long as the widget exists; if the page removes the frame, the widget starts over in a new one. `onMoved` is called
 * once: when the script has run there, or with false if the page does not allow it.
 *
 * It must work with whatever built-ins the page has left: hence no promises and no iterators, and a fallback wherever there is one.
 */
export function moveIntoFrame(embed: Embed, onMoved: (isMoved: boolean) => void): void {
  const { page, script } = embed;
  let isMoved: boolean | undefined;
  let delay = SOONEST_MS;
  enter();

  function enter(): void {
    const frame = makeFrame();
    const fail = () => {
      attempt(() => frame?.remove());
      if (isMoved) later();
      else onMoved((isMoved = false));
    };
    if (page.isRemoved || !frame) return fail();
    let hasBegun = false;
    const begin = () => {
      if (hasBegun) return;
      hasBegun = true;
      try {
        // From here on everything belongs to the frame's realm.
        const inside = insideOf();
        const element = inside.document.createElement('script');
        element.onload = () => {
          if (page.isRemoved) return fail();
          if (!isMoved) onMoved((isMoved = true));
        };
        element.onerror = fail;
        element.nonce = script.nonce;
        element.src = script.src;
        inside.document.head.append(element);
        // Also fired when the frame is removed from the document.
        inside.onpagehide = () => (isMoved ? later(inside) : fail());
        const { remove } = (inside as Window & typeof globalThis).Element.prototype;
        embed.leave = () => remove.call(frame);
      } catch {
        fail();
      }
    };
    frame.supportChat = embed;
    attempt(() => (frame.onload = begin));
    insert(frame);
    const inside = insideOf();
    if (!inside) fail();
    // Some browsers load an empty frame immediately, some later; `onload` may be a built-in that the page has replaced.
    else if (inside.document.readyState === 'complete') begin();
  }

  function later(inside?: Window): void {
    if (page.isRemoved) return;
    setTimeout(() => {
      // Not closed: the page was left, and the visitor has come back to it.
      if (page.isRemoved || (inside && !inside.closed)) return;
      attempt(() => embed.leaving?.abort());
      // Moved, not removed: it is in the page, and empty.
      attempt(() => embed.leave?.());
      attempt(() => document.querySelector('support-chat')?.remove());
      queueCalls(page);
      enter();
    }, delay);
    delay = Math.min(2 * delay, LATEST_MS);
  }
}

/** The frame's window. Found by name: the page may have replaced `contentWindow`. */
function insideOf(): Window {
  return (window as unknown as Record<string, Window>)[FRAME_NAME] as Window;
}

function makeFrame(): WidgetFrame | undefined {
  let frame: WidgetFrame | undefined;
  attempt(() => (frame = document.createElement('iframe')));
  if (typeof frame !== 'object') attempt(() => (frame = document.createElementNS('http://www.w3.org/1999/xhtml', 'iframe') as WidgetFrame));
  if (typeof frame !== 'object') return undefined;
  const made = frame;
  attempt(() => (made.name = FRAME_NAME));
  attempt(() => made.setAttribute('name', FRAME_NAME));
  attempt(() => made.setAttribute('aria-hidden', 'true'));
  // Not `display: none`: some browsers run no observers there. Not by style alone, which the page may have disabled.
  attempt(() => (made.width = made.height = '0'));
  const rules = ['position', 'fixed', 'width', '0', 'height', '0', 'border', '0', 'visibility', 'hidden'];
  for (let at = 0; at < rules.length; at += 2) attempt(() => made.style.setProperty(rules[at] as string, rules[at + 1] as string, 'important'));
  return made;
}

/** Beside the body, which a page may swap. */
function insert(frame: WidgetFrame): void {
  const parents = [() => document.documentElement, () => document.querySelector(':root')];
  for (let at = 0; at < 6 && !insideOf(); at++)
    attempt(() => parents[at % 2]?.()?.[(['append', 'appendChild', 'prepend'] as const)[at >> 1] as 'append'](frame));
}

function attempt(act: () => unknown): void {
  try {
    act();
  } catch {}
}
