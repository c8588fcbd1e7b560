import type { RequestHandler } from 'express';

/** Best first: every browser that the widget supports accepts brotli over https. */
const ENCODINGS = { br: '.br', gzip: '.gz' };

/**
 * Serves the variant of a script that the build has compressed, if the client accepts one; otherwise calls the next handler, also for a file
 * without variants.
 */
export function compressedFiles(root: string, cacheControl: string): RequestHandler {
  return (request, response, next) => {
    response.vary('Accept-Encoding');
    const found = Object.entries(ENCODINGS).find(([encoding]) => request.acceptsEncodings(encoding));
    if (!found || !request.path.endsWith('.js') || !['GET', 'HEAD'].includes(request.method)) return next();
    const [encoding, suffix] = found;
    const headers = { 'Content-Type': 'text/javascript; charset=utf-8', 'Content-Encoding': encoding, 'Cache-Control': cacheControl };
    response.sendFile(request.path.slice(1) + suffix, { root, cacheControl: false, headers }, (failure?: Error) => {
      if (failure && !response.headersSent) next();
    });
  };
}
