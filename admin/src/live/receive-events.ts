import { applyMark, applyRemoval, applyUpdate } from '../queries/conversations/apply-events.ts';
import { setAgentTyping, setViewers } from '../queries/conversations/colleagues.ts';
import { setVisitorTyping } from '../queries/conversations/typing-visitors.ts';
import { useConnection } from './connection.ts';
import { receiveMessage } from './keep-complete.ts';
import type { AdminSocket } from './socket.ts';

/** Every event of the server, and what it changes in the caches. */
export function receiveEvents(socket: AdminSocket) {
  socket.on('server-restarting', () => useConnection.setState({ state: 'restarting' }));
  socket.on('conversation-update', applyUpdate);
  socket.on('read-mark-updated', applyMark);
  socket.on('conversation-removed', ({ conversationId }) => applyRemoval(conversationId));
  socket.on('new-message', (message) => {
    if (message.senderType === 'agent') setAgentTyping(message.conversationId, { agentId: message.senderId, name: message.senderName }, false);
    else setVisitorTyping(message.conversationId, false);
    receiveMessage(message);
  });
  socket.on('conversation-viewers', ({ conversationId, viewers }) => setViewers(conversationId, viewers));
  socket.on('agent-typing', ({ conversationId, isTyping, agentId, agentName }) => setAgentTyping(conversationId, { agentId, name: agentName }, isTyping));
  socket.on('visitor-typing', ({ conversationId, isTyping }) => setVisitorTyping(conversationId, isTyping));
}
