import { QueryClient } from '@tanstack/react-query';
import { ApiError } from '../http/api-error.ts';

/** The only cache of server data. Sockets patch it, REST fills it. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      gcTime: 30 * 60_000,
      networkMode: 'always', // Offline is shown as an error with Retry, never as an endless skeleton.
      retry: (count, error) => count < 2 && error instanceof ApiError && error.retryable && error.code !== 'OFFLINE',
      retryDelay: (count, error) => (error instanceof ApiError && error.retryAfterMs) || 500 * 2 ** count,
    },
    mutations: { networkMode: 'always' },
  },
});
