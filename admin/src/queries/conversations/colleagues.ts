import { createTypingViewers } from '@supportchat/delivery/typing-viewers';
import { useMemo } from 'react';
import { create } from 'zustand';
import { timers } from '../../session/browser-ports.ts';
import { useMe } from '../../session/session.ts';

type Viewer = { agentId: string; name: string };
export type Colleague = Viewer & { isTyping: boolean };
type Presence = { viewers: Viewer[]; typing: Viewer[] };

/** By conversation; only what this panel has joined. */
const useStore = create<Record<string, Presence>>(() => ({}));
const signal = createTypingViewers(timers);
const none: Presence = { viewers: [], typing: [] };

/** Viewers and colleagues who are typing, each once, without me; those typing come first. */
export function colleaguesOf({ viewers, typing }: Presence, myId: string): Colleague[] {
  const all = new Map<string, Colleague>();
  for (const agent of typing) all.set(agent.agentId, { ...agent, isTyping: true });
  for (const agent of viewers) if (!all.has(agent.agentId)) all.set(agent.agentId, { ...agent, isTyping: false });
  all.delete(myId);
  return [...all.values()];
}

/** Colleagues who have the conversation open. */
export function useColleagues(conversationId: string): Colleague[] {
  const myId = useMe()._id;
  const presence = useStore((state) => state[conversationId] ?? none);
  return useMemo(() => colleaguesOf(presence, myId), [presence, myId]);
}

/** A colleague who is no longer viewing is not typing either. */
export function setViewers(conversationId: string, viewers: Viewer[]) {
  change(conversationId, ({ typing }) => ({ viewers, typing: typing.filter((each) => viewers.some(({ agentId }) => agentId === each.agentId)) }));
}

export function setAgentTyping(conversationId: string, agent: Viewer, isTyping: boolean) {
  signal(`${conversationId} ${agent.agentId}`, isTyping, (isShown) =>
    change(conversationId, ({ viewers, typing }) => {
      const others = typing.filter(({ agentId }) => agentId !== agent.agentId);
      return { viewers, typing: isShown ? [...others, agent] : others };
    }),
  );
}

/** The connection was lost, or the conversation was left: what was known no longer holds. */
export function forgetColleagues(conversationId?: string) {
  if (conversationId === undefined) return useStore.setState({}, true);
  const { [conversationId]: _left, ...others } = useStore.getState();
  useStore.setState(others, true);
}

function change(conversationId: string, next: (presence: Presence) => Presence) {
  useStore.setState((state) => ({ [conversationId]: next(state[conversationId] ?? none) }));
}
