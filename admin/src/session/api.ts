import { ApiError } from '../http/api-error.ts';
import { type CallOptions, call, type Query } from '../http/http.ts';
import { currentToken, forgetSession, renew } from './session.ts';

/** A call as the signed-in user: after a 401 it is repeated once with a renewed token. */
async function request<T>(method: string, path: string, options: Omit<CallOptions, 'token'> = {}): Promise<T> {
  const token = currentToken();
  try {
    return await call<T>(method, path, { ...options, token });
  } catch (error) {
    if (error instanceof ApiError && error.code === 'ACCOUNT_DEACTIVATED') forgetSession('deactivated');
    if (!(error instanceof ApiError) || (error.code !== 'UNAUTHENTICATED' && error.code !== 'SESSION_ENDED')) throw error;
    await renew(token);
    return call<T>(method, path, { ...options, token: currentToken() });
  }
}

/** The REST API; paths begin below `/api/v1`. All throw `ApiError`. */
export const api = {
  get: <T>(path: string, query?: Query, signal?: AbortSignal) => request<T>('GET', path, { query, signal }),
  post: <T>(path: string, body: unknown = {}) => request<T>('POST', path, { body }),
  patch: <T>(path: string, body: unknown) => request<T>('PATCH', path, { body }),
  delete: (path: string) => request<void>('DELETE', path),
};

/** Every item of a list, page after page, for lists that stay short (sites, agents). */
export async function getAll<T>(path: string, query: Query = {}, signal?: AbortSignal): Promise<T[]> {
  const items: T[] = [];
  let cursor: string | null = null;
  do {
    const page: { items: T[]; nextCursor: string | null } = await api.get(path, { ...query, limit: 100, cursor }, signal);
    items.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return items;
}
