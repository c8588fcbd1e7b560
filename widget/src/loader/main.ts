import type { WidgetConfig } from '@supportchat/protocol';
import type { WidgetFrame } from '../rescue/move-into-frame.ts';
import { installApi, type PageApi } from './api.ts';
import { importRescue } from './chunks.ts';
import { createPageWidget } from './page-widget.ts';
import type { PageConfig } from './settings.ts';

/** How the page has embedded the widget. The server's address is where the script came from. */
export type Embed = {
  script: { src: string; nonce: string };
  config: PageConfig;
  page: PageApi;
  /** Of the widget that is in the page now. */
  leaving?: AbortController;
  /** The server's answer, if the widget starts over in a frame. */
  served?: WidgetConfig;
  leave?(): void;
  /** Requested by the page, overriding its rules. */
  isShown?: boolean | undefined;
};

/** `widget.js`: what every page of the site loads. */
function start(): void {
  const framed = (globalThis.frameElement as WidgetFrame | null)?.supportChat;
  if (framed) return void run(framed);
  const script = document.currentScript as HTMLScriptElement | null;
  const config = (window.SupportChatConfig ?? {}) as PageConfig;
  const page = installApi();
  if (page && script) {
    const { src, nonce } = script;
    // An accessor that the page has replaced may return anything.
    whenLoaded({ script: { src: typeof src === 'string' ? src : (script.getAttribute('src') as string), nonce }, config, page });
  }
  // A page that swaps its body (Turbo, htmx), or rewrites itself, runs its scripts again.
  else window.SupportChat?.('update', { siteKey: config.siteKey });
}

/**
 * Not before: a framework that takes over the whole document expects it as the server sent it. It both listens and polls, as the page may have
 * disabled either; 99 polls are ten seconds.
 */
function whenLoaded(embed: Embed): void {
  let isBegun = false;
  let looks = 99;
  let timer: ReturnType<typeof setInterval> | undefined;
  const begin = () => {
    if (!isBegun) void run(embed);
    isBegun = true;
  };
  const look = () => {
    if (document.readyState !== 'complete' && looks--) return;
    clearInterval(timer);
    begin();
  };
  try {
    addEventListener('load', begin);
    timer = setInterval(look, 99);
    look();
  } catch {
    begin();
  }
}

/** Fetches the site's settings and shows the launcher. Failures are retried; `recover` knows how. */
async function run(embed: Embed, tried = 1): Promise<void> {
  const again = () => {
    embed.leaving?.abort();
    void run(embed, tried + 1);
  };
  try {
    embed.leaving = new AbortController();
    const { origin } = new URL(embed.script.src);
    const { error, ...served } = embed.served ?? (await (await fetch(`${origin}/api/v1/widget/config?siteKey=${embed.config.siteKey}`)).json());
    if (error) throw error;
    if (!embed.page.isRemoved) createPageWidget(embed, { origin, served, again });
  } catch (error) {
    try {
      (await importRescue(embed.script.src)).recover({ embed, error, tried, again });
    } catch {
      setTimeout(again, 3000 * tried);
    }
  }
}

start();
