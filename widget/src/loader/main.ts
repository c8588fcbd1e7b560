import type { Shelter } from '../rescue/take-shelter.ts';
import { installApi, type PageApi } from './api.ts';
import { importRescue } from './chunks.ts';
import { createPageWidget } from './page-widget.ts';
import type { PageConfig } from './settings.ts';

/** How the page has embedded the widget. The server's address is where the script came from. */
export type Embed = { script: { src: string; nonce: string }; config: PageConfig; page: PageApi };

/** `widget.js`: what every page of the site loads. */
function start(): void {
  const sheltered = (globalThis.frameElement as Shelter | null)?.supportChat;
  if (sheltered) return void run(sheltered);
  const script = document.currentScript as HTMLScriptElement | null;
  const config = (window.SupportChatConfig ?? {}) as PageConfig;
  const page = installApi();
  if (page && script) {
    const { src, nonce } = script;
    // An accessor that the page has replaced may give anything.
    whenLoaded({ script: { src: typeof src === 'string' ? src : (script.getAttribute('src') as string), nonce }, config, page }, 99);
  }
  // A page that swaps its body (Turbo, htmx), or writes itself again, runs its scripts again.
  else window.SupportChat?.('update', { siteKey: config.siteKey });
}

/** Not before: a framework that takes over the whole document expects it as the server sent it. At most 99 looks, ten seconds, and none where a page's timers do nothing. */
function whenLoaded(embed: Embed, looks: number): void {
  try {
    if (document.readyState !== 'complete' && looks && window.setTimeout(whenLoaded, 99, embed, looks - 1)) return;
  } catch {}
  void run(embed);
}

/** Asks for the site's settings and shows the launcher. What fails is tried again; `recover` knows how. */
async function run(embed: Embed, tried = 1): Promise<void> {
  const leaving = new AbortController();
  const again = () => {
    leaving.abort();
    void run(embed, tried + 1);
  };
  try {
    const { origin } = new URL(embed.script.src);
    const answer = await fetch(`${origin}/api/v1/widget/config?siteKey=${encodeURIComponent(embed.config.siteKey as string)}`);
    const { error, ...served } = await answer.json();
    if (error) throw error;
    if (!embed.page.isRemoved) createPageWidget(embed, { origin, served, leaving, again });
  } catch (error) {
    leaving.abort();
    try {
      (await importRescue(embed.script.src)).recover({ embed, error, tried, again });
    } catch {
      setTimeout(again, 3000 * tried);
    }
  }
}

start();
