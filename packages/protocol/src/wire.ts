/**
 * The number of this version's wire: clients send it with each connection as `auth.wire` and with each REST call in this header. A server
 * drops keys that a client with a higher number sends and that it does not know. `docs/protocol.md` says when to raise it.
 */
export const WIRE = 1;
export const WIRE_HEADER = 'supportchat-wire';
