import type { ChunkModules } from '../parts.ts';

/** Chunk → the hash in its file name; written in by the build. */
declare const __CHUNKS__: Record<string, string>;

export type LoadChunk = <Name extends keyof ChunkModules>(name: Name) => Promise<ChunkModules[Name]>;

/** Fetches parts of the widget, each once; one that failed is fetched anew when it is asked for again. */
export function chunkLoader(origin: string): LoadChunk {
  const loads: Record<string, Promise<never>> = {};
  // Some browsers remember that an address failed to import: a new address gets a new try.
  let retry = '';
  return (name) =>
    (loads[name] ??= (import(`${origin}/w/${name}-${__CHUNKS__[name]}.js${retry}`) as Promise<never>).catch((error) => {
      retry += '?';
      delete loads[name];
      throw error;
    }));
}
