import { isIPv4, isIPv6 } from 'node:net';

/** An address that no longer identifies a person: /24 for IPv4, /48 for IPv6; empty when it is not an address. */
export function shortenIp(ip: string): string {
  const address = ip.replace(/^::ffff:(?=\d+\.)/i, '');
  if (isIPv4(address)) return address.replace(/\d+$/, '0');
  if (!isIPv6(address)) return '';
  const [head = ''] = address.split('::');
  const groups = [...head.split(':').filter(Boolean), '0', '0', '0'].slice(0, 3);
  return `${groups.join(':')}::`;
}
