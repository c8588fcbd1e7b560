import { QueryClient } from '@tanstack/react-query';
import { ApiError } from './api-error.ts';

/** The one cache of what the server said. Sockets patch it, REST fills it. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      gcTime: 30 * 60_000,
      networkMode: 'always', // offline is shown as an error with Retry, never an endless skeleton
      retry: (count, error) => count < 2 && error instanceof ApiError && error.retryable && error.code !== 'OFFLINE',
      retryDelay: (count, error) => (error instanceof ApiError && error.retryAfterMs) || 500 * 2 ** count,
    },
    mutations: { networkMode: 'always' },
  },
});
