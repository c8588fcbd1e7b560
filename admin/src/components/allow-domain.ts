/** What to add to a site's domains so that pages of this origin are allowed: any port of this machine, elsewhere the port that was used. */
export function domainToAllow(origin: string): string {
  const { hostname, host } = new URL(origin);
  return isLocalhost(hostname) ? hostname : host;
}

/** Each of these names counts as a separate domain, which surprises people. */
export const isLocalhost = (hostname: string): boolean => hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d+){3}$/.test(hostname);
