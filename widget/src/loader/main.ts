import { installApi } from './api.ts';
import { createPageWidget, warn } from './page-widget.ts';
import { fetchServed } from './settings.ts';

/** `widget.js`: what every page of the site loads. The server's address is where this script came from. */
async function start(script: HTMLScriptElement | null): Promise<void> {
  const api = installApi();
  // A page that swaps its body (Turbo, htmx) runs its scripts again.
  if (!api) return;
  const pageConfig = { ...(window.SupportChatConfig as Record<string, unknown>) };
  const siteKey = pageConfig.siteKey as string;
  try {
    if (!script?.src || !siteKey) throw new Error('siteKey or <script src> is missing.');
    const { origin } = new URL(script.src);
    await new Promise<unknown>((done) => (window.requestIdleCallback ?? setTimeout)(done));
    api.ready(createPageWidget({ origin, siteKey, pageConfig, emit: api.emit, served: await fetchServed(origin, siteKey) }));
  } catch (error) {
    warn((error as Error).message);
  }
}

void start(document.currentScript as HTMLScriptElement | null);
