import type { Socket } from 'socket.io';
import type { Actor } from '../access/actor.ts';
import { conversationRoom, enterRooms, siteRoom } from './rooms.ts';

/** One panel's socket: who is signed in on it, and which sites and conversations it receives. */
export type AgentSession = {
  /** An agent who loses a right is disconnected, so this is valid for the socket's lifetime. */
  actor: Actor;
  isIn(conversationId: string): boolean;
  enterSite(siteId: string): Promise<void>;
  enterConversation(conversationId: string): Promise<void>;
  leaveConversation(conversationId: string): Promise<void>;
};

export function createAgentSession(socket: Socket, actor: Actor): AgentSession {
  return {
    actor,
    isIn: (conversationId) => socket.rooms.has(conversationRoom(conversationId)),
    enterSite: (siteId) => enterRooms(socket, [siteRoom(siteId)]),
    enterConversation: (conversationId) => enterRooms(socket, [conversationRoom(conversationId)]),
    leaveConversation: async (conversationId) => void (await socket.leave(conversationRoom(conversationId))),
  };
}
