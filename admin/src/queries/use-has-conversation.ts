import type { Conversation, List } from '@supportchat/protocol';
import { useQuery } from '@tanstack/react-query';
import { api } from '../session/api.ts';
import { keys } from './keys.ts';

/** Whether any visitor has ever written. Undefined until that is known. */
export function useHasConversation(): boolean | undefined {
  const { data } = useQuery({
    queryKey: [...keys.analytics, 'live', 'any'],
    queryFn: ({ signal }) => api.get<List<Conversation>>('/conversations', { limit: 1 }, signal),
    select: ({ items }) => items.length > 0,
  });
  return data;
}
