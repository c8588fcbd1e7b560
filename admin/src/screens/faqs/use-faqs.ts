import type { CreateFaq, Faq, List, UpdateFaq } from '@supportchat/protocol';
import { type InfiniteData, keepPreviousData, type QueryClient, useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { describeError } from '../../http/api-error.ts';
import { keys } from '../../queries/keys.ts';
import { api } from '../../session/api.ts';
import { notifyFailure } from '../../ui/overlays/toast.tsx';
import { type FaqFilters, listQuery } from './faq-filters.ts';

const LISTS_KEY = [...keys.faqs, 'list'] as const;
const faqKey = (id: string) => [...keys.faqs, 'one', id] as const;
const PAGE = 50;
/** Categories are read from at most this many pages of the newest FAQs. */
const CATEGORY_PAGES = 5;

/** The FAQs that fit the filters, newest change first, page after page. */
export function useFaqList(filters: FaqFilters, siteId: string | null) {
  const query = listQuery(filters, siteId);
  return useInfiniteQuery({
    queryKey: [...LISTS_KEY, query],
    queryFn: ({ pageParam, signal }) => api.get<List<Faq>>('/faqs', { ...query, limit: PAGE, cursor: pageParam }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
  });
}

/** One FAQ; immediately when it is in a list. */
export function useFaq(id: string) {
  const queryClient = useQueryClient();
  return useQuery({
    queryKey: faqKey(id),
    queryFn: ({ signal }) => api.get<Faq>(`/faqs/${id}`, {}, signal),
    placeholderData: () => listedFaqs(queryClient).find((faq) => faq._id === id),
  });
}

/** The categories in use, by name. */
export const useCategories = (siteId: string | null) =>
  useQuery({
    queryKey: [...keys.faqs, 'categories', siteId],
    queryFn: async ({ signal }) => {
      const found = new Set<string>();
      let cursor: string | null = null;
      for (let page = 0; page < CATEGORY_PAGES; page += 1) {
        const list: List<Faq> = await api.get('/faqs', { siteId, limit: 100, cursor }, signal);
        for (const { category } of list.items) if (category) found.add(category);
        cursor = list.nextCursor;
        if (cursor === null) break;
      }
      return [...found].sort((a, b) => a.localeCompare(b));
    },
    staleTime: 5 * 60_000,
  });

/** Creates or changes an FAQ; every list is refetched afterwards. */
export function useSaveFaq() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (save: { id: string; changes: UpdateFaq } | { create: CreateFaq }) =>
      'create' in save ? api.post<Faq>('/faqs', save.create) : api.patch<Faq>(`/faqs/${save.id}`, save.changes),
    onSuccess: (faq) => {
      void queryClient.invalidateQueries({ queryKey: keys.faqs });
      queryClient.setQueryData(faqKey(faq._id), faq);
    },
  });
}

/** The switch in the row: flips immediately, and back with a message when the server rejects it. Rows keep their places. */
export function useToggleFaq() {
  const queryClient = useQueryClient();
  const flip = useMutation({
    mutationFn: ({ faq, isActive }: { faq: Faq; isActive: boolean }) => api.patch<Faq>(`/faqs/${faq._id}`, { isActive }),
    onMutate: async ({ faq, isActive }) => {
      await queryClient.cancelQueries({ queryKey: LISTS_KEY });
      upsertInLists(queryClient, { ...faq, isActive });
    },
    onSuccess: (faq) => {
      upsertInLists(queryClient, faq);
      queryClient.setQueryData(faqKey(faq._id), faq);
    },
    onError: (error, { faq, isActive }) => {
      upsertInLists(queryClient, faq);
      notifyFailure({ title: isActive ? 'Not switched on' : 'Not switched off', ...describeError(error), retry: () => flip.mutate({ faq, isActive }) });
    },
  });
  return flip;
}

/** Deletes an FAQ; `leave` leaves its page first, so that nothing requests it afterwards. */
export function useDeleteFaq(leave: () => Promise<void>) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (faq: Faq) => api.delete(`/faqs/${faq._id}`),
    onSuccess: async (_nothing, faq) => {
      await leave();
      queryClient.removeQueries({ queryKey: faqKey(faq._id) });
      await queryClient.invalidateQueries({ queryKey: keys.faqs });
    },
  });
}

const listedFaqs = (queryClient: QueryClient): Faq[] =>
  queryClient.getQueriesData<InfiniteData<List<Faq>>>({ queryKey: LISTS_KEY }).flatMap(([, list]) => list?.pages.flatMap((page) => page.items) ?? []);

function upsertInLists(queryClient: QueryClient, faq: Faq) {
  queryClient.setQueriesData<InfiniteData<List<Faq>>>(
    { queryKey: LISTS_KEY },
    (list) => list && { ...list, pages: list.pages.map((page) => ({ ...page, items: page.items.map((item) => (item._id === faq._id ? faq : item)) })) },
  );
}
