import { create } from 'zustand';

/** offline = the browser says that there is no network, or the server has been away for long. */
export type ConnectionState = 'connecting' | 'online' | 'offline' | 'restarting';

/** How the live connection stands; written by `live.ts` alone. */
export const useConnection = create<{ state: ConnectionState }>(() => ({ state: 'connecting' }));
