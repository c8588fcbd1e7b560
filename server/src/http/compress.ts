import { constants } from 'node:zlib';
import compression from 'compression';
import type { RequestHandler } from 'express';

/** A compressor holds its memory until the client has read the response. */
const MAX_RUNNING = 32;
/** Windows of 256 kB: a sixteenth of the default memory, for about the same size of responses such as ours. */
const BROTLI = { [constants.BROTLI_PARAM_QUALITY]: 4, [constants.BROTLI_PARAM_LGWIN]: 18 };

/** Compresses responses that were not compressed at build time and may be changed on the way, at most 32 at a time: beyond that they are sent uncompressed. */
export function compress(): RequestHandler {
  let running = 0;
  return compression({
    brotli: { params: BROTLI },
    filter(request, response) {
      const isFinal = response.hasHeader('Content-Encoding') || String(response.getHeader('Cache-Control')).includes('no-transform');
      if (running >= MAX_RUNNING || isFinal || !compression.filter(request, response)) return false;
      running += 1;
      response.once('close', () => (running -= 1));
      return true;
    },
  });
}
