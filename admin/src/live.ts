import { useConnection } from './connection.ts';

export const live = {
  start() {
    useConnection.setState({ state: 'online' });
  },
  stop() {
    useConnection.setState({ state: 'connecting' });
  },
  connectNow() {
    useConnection.setState({ state: 'online' });
  },
};
