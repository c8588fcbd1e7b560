import { isIPv4, isIPv6 } from 'node:net';

/** An address without what names one person: /24 of IPv4, /48 of IPv6; empty when it is no address. */
export function shortenIp(ip: string): string {
  const address = ip.replace(/^::ffff:(?=\d+\.)/i, '');
  if (isIPv4(address)) return address.replace(/\d+$/, '0');
  if (!isIPv6(address)) return '';
  const [head = ''] = address.split('::');
  const groups = [...head.split(':').filter(Boolean), '0', '0', '0'].slice(0, 3);
  return `${groups.join(':')}::`;
}
