import type { Agent, Invitation, InviteAgent, UpdateAgent } from '@supportchat/protocol';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { z } from 'zod';
import { keys } from '../../queries/keys.ts';
import { api } from '../../session/api.ts';

export type InviteInput = z.output<typeof InviteAgent>;
type Invited = z.infer<typeof Invitation>;

/** Puts the changed user into the list immediately; then the list is refetched. */
function useUpdateLists() {
  const queryClient = useQueryClient();
  return (agent: Agent) => {
    queryClient.setQueryData<Agent[]>([...keys.agents, 'all'], (all) => all?.map((one) => (one._id === agent._id ? agent : one)));
    void queryClient.invalidateQueries({ queryKey: keys.agents });
  };
}

export function useInvite() {
  const keep = useUpdateLists();
  return useMutation({ mutationFn: (input: InviteInput) => api.post<Invited>('/agents', input), onSuccess: ({ agent }) => keep(agent) });
}

/** A new link for an agent who has not accepted yet; the old one stops working. */
export function useRenewInvite() {
  const keep = useUpdateLists();
  return useMutation({ mutationFn: (agent: Agent) => api.post<Invited>(`/agents/${agent._id}/invite`), onSuccess: ({ agent }) => keep(agent) });
}

export function useUpdateAgent() {
  const keep = useUpdateLists();
  return useMutation({ mutationFn: ({ id, changes }: { id: string; changes: UpdateAgent }) => api.patch<Agent>(`/agents/${id}`, changes), onSuccess: keep });
}
