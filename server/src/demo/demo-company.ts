import { DEFAULT_WIDGET_SETTINGS } from '@supportchat/protocol/widget-config';
import type { AgentRecord } from '../store/port/agents.ts';
import type { SiteRecord } from '../store/port/sites.ts';
import { type DemoFaq, FAQS } from './faqs.ts';
import { MACHINE_FAQS } from './faqs-machines.ts';
import type { AgentKey, SiteKey } from './story.ts';

/** Everyone in the demo signs in with it; by default the demo listens only on this machine. */
export const DEMO_PASSWORD = 'northwind-demo';

/** `sites` are those that an agent answers on; owners and admins answer on all. */
export const PEOPLE: Record<AgentKey, Pick<AgentRecord, 'name' | 'email' | 'role'> & { sites: readonly SiteKey[]; seenMinutesAgo: number }> = {
  ada: { name: 'Ada Kern', email: 'ada@northwind.example', role: 'owner', sites: [], seenMinutesAgo: 3 },
  ben: { name: 'Ben Ito', email: 'ben@northwind.example', role: 'admin', sites: [], seenMinutesAgo: 26 },
  chloe: { name: 'Chloe Diaz', email: 'chloe@northwind.example', role: 'agent', sites: ['shop'], seenMinutesAgo: 8 },
  dara: { name: 'Dara Novak', email: 'dara@northwind.example', role: 'agent', sites: ['machines'], seenMinutesAgo: 190 },
  elif: { name: 'Elif Aydin', email: 'elif@northwind.example', role: 'agent', sites: ['shop', 'machines'], seenMinutesAgo: 74 },
};

type DemoSite = Pick<SiteRecord, 'name' | 'domain' | 'allowedDomains' | 'siteKey' | 'widgetSettings'> & { faqs: Record<string, DemoFaq> };

/** The demo page carries the widget of the first site by name: the coffee shop. */
export const SITES: Record<SiteKey, DemoSite> = {
  shop: {
    name: 'Northwind',
    domain: 'localhost',
    allowedDomains: ['127.0.0.1'],
    siteKey: 'sc_northwind-demo',
    widgetSettings: { ...DEFAULT_WIDGET_SETTINGS, primaryColor: '#1F5F4A', welcomeMessage: 'Hello. Ask us about coffee, plans or your order.' },
    faqs: FAQS,
  },
  machines: {
    name: 'Northwind Machines',
    domain: 'machines.northwind.example',
    allowedDomains: [],
    siteKey: 'sc_northwind-machines-demo',
    widgetSettings: { ...DEFAULT_WIDGET_SETTINGS, primaryColor: '#8A3B12', welcomeMessage: 'Hello. Ask us about machines, grinders and service.' },
    faqs: MACHINE_FAQS,
  },
};
