import type { RequestHandler } from 'express';

const SECONDS = 600;

/**
 * Answers a browser's preflight for a public route, caused for example by headers that the page's scripts add to every call. Who may read the
 * response is decided by the call itself.
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
