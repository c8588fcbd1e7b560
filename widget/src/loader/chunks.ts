import type { WidgetConfig } from '@supportchat/protocol';
import type { ChunkModules } from '../parts.ts';
import { make } from './shadow.ts';

/** The hash in the chunks' file names; written by the build. */
declare const __CHUNKS__: string;

/** By its plain address, without any built-in of the page. */
export function importRescue(src: string): Promise<ChunkModules['rescue']> {
  return import(`${src}/../w/rescue-${__CHUNKS__}.js`);
}

export type LoadChunk = <Name extends keyof ChunkModules>(name: Name) => Promise<ChunkModules[Name]>;

/**
 * Fetches parts of the widget, each once; a failed one is fetched again when it is next needed. Files that the server has placed elsewhere
 * (`assets`) run only if their digest matches; after a failure all come from the server itself.
 */
export function chunkLoader(origin: string, assets: WidgetConfig['assets']): LoadChunk {
  const loads: Record<string, Promise<never>> = {};
  // Some browsers remember that an address failed to import: a new address is retried. No asset has that name.
  let retry = '';
  /** Awaited throughout: `await` works even if the page has replaced the methods of promises. */
  async function fetchChunk(name: string): Promise<never> {
    const file = `/w/${name}-${__CHUNKS__}.js${retry}`;
    const asset = assets?.[file];
    // import() takes no integrity, but it shares what a preload has started, verdict included.
    const link = asset && make<HTMLLinkElement>('link', { rel: 'modulepreload', ...asset });
    try {
      if (link) globalThis.document.head.append(link);
      return (await import(/* @vite-ignore */ link?.href ?? origin + file)) as never;
    } catch (error) {
      retry += '?';
      delete loads[name];
      throw error;
    } finally {
      link?.remove();
    }
  }
  return (name) => (loads[name] ??= fetchChunk(name));
}
