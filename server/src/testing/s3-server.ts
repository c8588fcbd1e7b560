import { createHash, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { sign } from 'aws4';

const PAGE = 3;
const CREDENTIALS = { accessKeyId: 'AKIDTEST', secretAccessKey: 'secret/with+signs' };
const REGION = 'eu-test-1';
const BUCKET = 'files';
/** S3 refuses a smaller part, unless it is the last one. */
const MIN_PART = 5 * 1024 * 1024;

/**
 * The part of S3 that SupportChat uses, strict where S3 is: each signature is computed again by another library than the client's, each declared
 * hash is compared with the body, and parts have a minimum size. Pages are short.
 */
export async function startS3Server() {
  const objects = new Map<string, { content: Buffer; at: Date }>();
  const uploads = new Map<string, Map<number, Buffer>>();

  function answer(request: IncomingMessage, body: Buffer): { status: number; body?: Buffer | string; headers?: Record<string, string> } {
    const url = new URL(request.url ?? '/', 'http://s3');
    if (!isSigned(request, body)) return failure(403, 'SignatureDoesNotMatch');
    const [, bucket, ...rest] = decodeURIComponent(url.pathname).split('/');
    if (bucket !== BUCKET) return failure(404, 'NoSuchBucket');
    const key = rest.join('/');
    const { searchParams: query } = url;
    const uploadId = query.get('uploadId');
    const parts = uploadId === null ? undefined : uploads.get(uploadId);
    if (uploadId !== null && !parts) return failure(404, 'NoSuchUpload');
    switch (request.method ?? 'GET') {
      case 'POST': {
        if (query.has('uploads')) {
          const id = randomUUID();
          uploads.set(id, new Map());
          return xml(`<InitiateMultipartUploadResult><Bucket>${BUCKET}</Bucket><Key>${key}</Key><UploadId>${id}</UploadId></InitiateMultipartUploadResult>`);
        }
        const named = [...body.toString().matchAll(/<PartNumber>(\d+)<\/PartNumber>/g)].map(([, number]) => parts?.get(Number(number)));
        if (!parts || named.length !== parts.size || named.some((part) => !part)) return failure(400, 'InvalidPart');
        const contents = named as Buffer[];
        if (contents.slice(0, -1).some(({ length }) => length < MIN_PART)) return failure(400, 'EntityTooSmall');
        objects.set(key, { content: Buffer.concat(contents), at: new Date() });
        uploads.delete(uploadId ?? '');
        return xml(`<CompleteMultipartUploadResult><Key>${key}</Key><ETag>"complete"</ETag></CompleteMultipartUploadResult>`);
      }
      case 'PUT':
        if (parts) parts.set(Number(query.get('partNumber')), body);
        else objects.set(key, { content: body, at: new Date() });
        return { status: 200, headers: { ETag: `"${createHash('md5').update(body).digest('hex')}"` } };
      case 'DELETE':
        if (uploadId === null) objects.delete(key);
        else uploads.delete(uploadId);
        return { status: 204 };
      default:
        return key === '' ? list(query) : read(key, request.headers.range);
    }
  }

  function list(query: URLSearchParams): ReturnType<typeof answer> {
    const after = query.get('continuation-token') ?? query.get('start-after') ?? '';
    const keys = [...objects.keys()].filter((key) => key.startsWith(query.get('prefix') ?? '') && key > after).sort();
    const page = keys.slice(0, Math.min(PAGE, Number(query.get('max-keys'))));
    const isTruncated = page.length < keys.length;
    const contents = page.map((key) => {
      const object = objects.get(key);
      return `<Contents><Key>${key}</Key><LastModified>${object?.at.toISOString()}</LastModified><ETag>"x"</ETag><Size>${object?.content.length}</Size><StorageClass>STANDARD</StorageClass></Contents>`;
    });
    const next = isTruncated ? `<NextContinuationToken>${page.at(-1)}</NextContinuationToken>` : '';
    return xml(`<ListBucketResult><Name>${BUCKET}</Name><IsTruncated>${isTruncated}</IsTruncated>${next}${contents.join('')}</ListBucketResult>`);
  }

  function read(key: string, range: string | undefined): ReturnType<typeof answer> {
    const content = objects.get(key)?.content;
    if (!content) return failure(404, 'NoSuchKey');
    const [, start, end] = /^bytes=(\d+)-(\d+)$/.exec(range ?? '') ?? [];
    return start === undefined ? { status: 200, body: content } : { status: 206, body: content.subarray(Number(start), Number(end) + 1) };
  }

  const server = createServer((request, response) => {
    void buffer(request).then((body) => {
      const { status, body: content = '', headers = {} } = answer(request, body);
      response.writeHead(status, { 'Content-Length': Buffer.byteLength(content), ...headers });
      response.end(request.method === 'HEAD' ? undefined : content);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    objects,
    uploads,
    config: { endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, bucket: BUCKET, region: REGION, prefix: 'chat/', ...CREDENTIALS },
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** Whether the signature covers the host, the time and the hash of the body, and is the one that `aws4` computes. */
function isSigned({ method = '', url = '', headers }: IncomingMessage, body: Buffer): boolean {
  const { authorization = '', ...rest } = headers as Record<string, string>;
  const names = /SignedHeaders=([^,]+)/.exec(authorization)?.[1]?.split(';') ?? [];
  if (!['host', 'x-amz-date', 'x-amz-content-sha256'].every((name) => names.includes(name))) return false;
  const declared = rest['x-amz-content-sha256'];
  if (declared !== 'UNSIGNED-PAYLOAD' && declared !== createHash('sha256').update(body).digest('hex')) return false;
  const signed = Object.fromEntries(names.map((name) => [name, rest[name] ?? '']));
  const extraHeadersToInclude = Object.fromEntries(names.map((name) => [name, true]));
  const expected = sign(
    { service: 's3', region: REGION, method, path: url, headers: signed, extraHeadersToInclude } as Parameters<typeof sign>[0],
    CREDENTIALS,
  );
  const signatureOf = (text: unknown) => /Signature=([0-9a-f]{64})/.exec(String(text))?.[1];
  return signatureOf(authorization) !== undefined && signatureOf(authorization) === signatureOf(expected.headers?.Authorization);
}

function xml(body: string): { status: number; body: string; headers: Record<string, string> } {
  return { status: 200, body: `<?xml version="1.0" encoding="UTF-8"?>${body}`, headers: { 'Content-Type': 'application/xml' } };
}

function failure(status: number, code: string): ReturnType<typeof xml> {
  return { ...xml(`<Error><Code>${code}</Code><Message>${code}</Message></Error>`), status };
}
