/** Rooms, in either namespace; the names are those of the protocol. */
export const conversationRoom = (conversationId: string) => `conversation:${conversationId}`;
export const siteRoom = (siteId: string) => `site:${siteId}`;
/** `/widget` only: all tabs and devices of one visitor. */
export const visitorRoom = (siteId: string, visitorId: string) => `visitor:${siteId}:${visitorId}`;
/** `/admin` only. */
export const agentRoom = (agentId: string) => `agent:${agentId}`;
export const sessionRoom = (sessionId: string) => `session:${sessionId}`;
