import type { Invitation, Session, Site } from '@supportchat/protocol';
import type { z } from 'zod';

/** A new installation with a site and signed-in agents; the first of them is the owner. */
export type Installation = { siteId: string; siteKey: string; agents: Session[] };

const PASSWORD = 'correct horse battery';

/** Sets up a server through REST, as people do. */
export async function setUpInstallation({ url, setupToken }: { url: string; setupToken: string | null }, agentCount: number): Promise<Installation> {
  const owner = await call<Session>(url, 'POST', '/auth/setup', {
    body: { token: setupToken, name: 'Ada Kern', email: 'ada@shop.example', password: PASSWORD },
  });
  const token = owner.accessToken;
  const site = await call<Site>(url, 'POST', '/sites', { token, body: { name: 'Shop', domain: 'shop.example' } });
  const agents = [owner];
  for (let n = 1; n < agentCount; n += 1) {
    const invite = { email: `agent${n}@shop.example`, name: `Agent ${n}`, role: 'agent', siteIds: [site._id] };
    const { inviteLink } = await call<z.infer<typeof Invitation>>(url, 'POST', '/agents', { token, body: invite });
    const inviteToken = /[#?]token=([^&]+)/.exec(inviteLink)?.[1]; // Version 0.1 has it in the query.
    agents.push(await call<Session>(url, 'POST', '/auth/accept-invite', { body: { token: inviteToken, name: invite.name, password: PASSWORD } }));
  }
  return { siteId: site._id, siteKey: site.siteKey, agents };
}

/** Calls the REST API; throws when the answer is not 2xx. */
export async function call<T>(url: string, method: string, path: string, { token, body }: { token?: string; body?: unknown } = {}): Promise<T> {
  const response = await fetch(`${url}/api/v1${path}`, {
    method,
    headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
  return JSON.parse(text);
}
