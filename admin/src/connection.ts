import { create } from 'zustand';

/** offline = the browser says that there is no network, or the server has been away for long. */
export type ConnectionState = 'connecting' | 'online' | 'offline' | 'restarting';

/** The live connection; `isSlow`: the server has not answered for 5 s. Written by `live.ts` alone. */
export const useConnection = create<{ state: ConnectionState; isSlow: boolean }>(() => ({ state: 'connecting', isSlow: false }));
