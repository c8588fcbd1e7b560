import type { RequestHandler } from 'express';

/** The best first: every browser the widget supports takes brotli over https. */
const ENCODINGS = { br: '.br', gzip: '.gz' };

/**
 * Answers with the form of a script that its build has compressed already, where the client accepts one; else the next handler answers.
 * A file that exists only as it was written is left to the next handler too.
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
