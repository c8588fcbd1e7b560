import proxyAddress from 'proxy-addr';
import type { Config } from '../config.ts';

/** Whether an address, this many hops away, is a trusted proxy. */
export type Trust = (address: string, hop: number) => boolean;

/** Interprets the setting as Express does. */
export function trustFunction(trustProxy: Config['trustProxy']): Trust {
  if (trustProxy === false) return () => false;
  return typeof trustProxy === 'number' ? (_address, hop) => hop < trustProxy : proxyAddress.compile(trustProxy);
}
