import { create } from 'zustand';

/** offline = the browser reports no network, or the server has been unreachable for long. */
export type ConnectionState = 'connecting' | 'online' | 'offline' | 'restarting';

/** The live connection; `isSlow`: the server has not answered for 5 s. Written only in `live/`. */
export const useConnection = create<{ state: ConnectionState; isSlow: boolean }>(() => ({ state: 'connecting', isSlow: false }));
