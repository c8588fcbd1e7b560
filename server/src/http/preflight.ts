import type { RequestHandler } from 'express';

const SECONDS = 600;

/**
 * Answers a browser that asks whether a page may call a public route with headers of its own, such as those that the page's scripts add to every
 * call. Who may read the answer is decided by the call itself.
 */
export const answerPreflight: RequestHandler = ({ headers }, response) => {
  response.vary('Origin').vary('Access-Control-Request-Headers').setHeader('Allow', 'GET, OPTIONS');
  if (headers.origin !== undefined && headers['access-control-request-method'] !== undefined) {
    response.setHeader('Access-Control-Allow-Origin', headers.origin).setHeader('Access-Control-Allow-Methods', 'GET');
    response.setHeader('Access-Control-Allow-Credentials', 'true').setHeader('Access-Control-Max-Age', SECONDS);
    const asked = headers['access-control-request-headers'];
    if (typeof asked === 'string' && /^[\w!#$%&'*+.^`|~, -]{1,2000}$/.test(asked)) response.setHeader('Access-Control-Allow-Headers', asked);
  }
  response.status(204).end();
};
