/** The official Socket.IO client, in a chunk of its own: it is fetched beside the panel, not before it. */
export { io } from 'socket.io-client';
