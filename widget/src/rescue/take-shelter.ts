import type { Embed } from '../loader/main.ts';
import { SHELTER } from './shelter-name.ts';

export type Shelter = HTMLIFrameElement & { supportChat?: Embed };

/**
 * Runs the widget's script again in an empty frame of the page: a realm whose built-ins no script has touched. It works on the page's document from there,
 * and stays for as long as the widget does. Resolves when it has begun, with false where the page's policies do not allow it. It works with what the page
 * has left of its built-ins.
 */
export function takeShelter(embed: Embed): Promise<boolean> {
  return new Promise((resolve) => {
    const frame = embed.page.isRemoved ? undefined : makeFrame();
    if (!frame) return resolve(false);
    const end = (isTaken: boolean) => {
      if (!isTaken || embed.page.isRemoved) frame.remove();
      resolve(isTaken);
    };
    frame.name = SHELTER;
    frame.supportChat = embed;
    frame.setAttribute('aria-hidden', 'true');
    // Not `display: none`: some browsers run no observers there.
    const rules = ['position', 'fixed', 'width', '0', 'height', '0', 'border', '0', 'visibility', 'hidden'];
    for (let at = 0; at < rules.length; at += 2) frame.style.setProperty(rules[at] as string, rules[at + 1] as string, 'important');
    frame.onload = () => {
      frame.onload = null;
      try {
        const inner = frame.contentDocument as Document;
        const script = inner.createElement('script');
        script.onload = () => end(true);
        script.onerror = () => end(false);
        script.nonce = embed.script.nonce;
        script.src = embed.script.src;
        inner.head.appendChild(script);
      } catch {
        end(false);
      }
    };
    // A page may have replaced any of these, hardly all.
    for (const insert of ['append', 'appendChild', 'prepend'] as const) {
      try {
        if (!frame.contentWindow) document.documentElement[insert](frame);
      } catch {}
    }
    if (!frame.contentWindow) end(false);
  });
}

/** A page may have replaced one of these, hardly both. */
function makeFrame(): Shelter | undefined {
  for (const make of [() => document.createElement('iframe'), () => document.createElementNS('http://www.w3.org/1999/xhtml', 'iframe')]) {
    try {
      const frame = make() as Shelter | undefined;
      if (frame?.style) return frame;
    } catch {}
  }
  return undefined;
}
