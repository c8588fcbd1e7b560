import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Request, Response } from 'express';
import { AppError } from '../failure.ts';

/** First and last byte. */
type ByteRange = { start: number; end: number };
/** What a route with `reply: 'file'` returns: what a record says of a blob, and the blob. */
export type FileReply = {
  /** For the person who saves it; any text. */
  name: string;
  /** Media type. Only types that a browser displays without executing anything are passed on. */
  type: string;
  size: number;
  sha256: string;
  /** Null when the content is gone. */
  open(range?: ByteRange): Promise<Readable | null>;
};

/** Types that a browser may display in place. Not SVG, HTML, XML or PDF: these can contain scripts. */
const INERT = /^(image\/(png|jpeg|gif|webp|avif)|audio\/(mpeg|mp4|ogg|wav|webm|aac)|video\/(mp4|webm|ogg))$/;

/** Sends the file or a range of it: to this caller only, revalidated by its hash, and never as a document that could act. */
export async function sendFile(request: Request, response: Response, file: FileReply): Promise<void> {
  describe(response, file);
  if (request.fresh) return void response.status(304).end();
  const range = requestedRange(request, file);
  const content = await file.open(range);
  if (!content) throw new AppError('NOT_FOUND');
  const { start, end } = range ?? { start: 0, end: file.size - 1 };
  response.setHeader('Content-Length', end - start + 1);
  if (range) response.status(206).setHeader('Content-Range', `bytes ${start}-${end}/${file.size}`);
  if (request.method === 'HEAD') {
    content.destroy();
    return void response.end();
  }
  try {
    await pipeline(content, response);
  } catch (failure) {
    // A client that stops reading is not a failure of the server.
    if (!(failure instanceof Error && 'code' in failure && failure.code === 'ERR_STREAM_PREMATURE_CLOSE')) throw failure;
  }
}

function describe(response: Response, { name, type, sha256 }: FileReply): void {
  const isInert = INERT.test(type);
  // Encodes any name; the type that it derives from the name is replaced.
  response.attachment(name || 'file');
  if (isInert) response.setHeader('Content-Disposition', String(response.getHeader('Content-Disposition')).replace(/^attachment/, 'inline'));
  response.setHeader('Content-Type', isInert ? type : 'application/octet-stream');
  response.setHeader('X-Content-Type-Options', 'nosniff');
  response.setHeader('Content-Security-Policy', "default-src 'none'; sandbox");
  response.setHeader('Cache-Control', 'private, no-cache, no-transform');
  response.setHeader('Accept-Ranges', 'bytes');
  response.setHeader('ETag', `"${sha256}"`);
}

/** Undefined for the whole file: also when several ranges are asked for, or those of an earlier content. */
function requestedRange(request: Request, { size, sha256 }: FileReply): ByteRange | undefined {
  const condition = request.get('If-Range');
  if (condition !== undefined && condition !== `"${sha256}"`) return undefined;
  const ranges = request.range(size, { combine: true });
  if (ranges === -1) {
    request.res?.setHeader('Content-Range', `bytes */${size}`);
    throw new AppError('RANGE_NOT_SATISFIABLE');
  }
  if (!Array.isArray(ranges) || ranges.type !== 'bytes' || ranges.length !== 1) return undefined;
  return ranges[0];
}
