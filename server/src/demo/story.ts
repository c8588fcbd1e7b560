import type { FaqKey } from './faqs.ts';

export type AgentKey = 'ada' | 'ben' | 'chloe' | 'dara' | 'elif';
export type SiteKey = 'shop' | 'machines';

/** A step `after` minutes after the previous one; by default after a typical pause. */
export type TimedStep =
  | { type: 'visitor'; text: string; after?: number | undefined }
  | { type: 'agent'; agent: AgentKey; text: string; after?: number | undefined }
  | { type: 'resolve'; agent: AgentKey; after?: number | undefined }
  | { type: 'close'; agent: AgentKey; after?: number | undefined };

/** One thing that happens in a conversation. `faq` is the key of one of the site's FAQs. */
export type Step =
  | TimedStep
  | { type: 'bot'; faq: string; helpful: boolean | null; probability?: number }
  | { type: 'ask-person' }
  | { type: 'assign'; agent: AgentKey; by: AgentKey }
  | { type: 'read'; agent: AgentKey };

/** When it starts: days before today at a time of day, minutes before now, or a moment. */
export type Start = { daysAgo: number; at: `${number}:${number}` } | { minutesAgo: number } | { moment: Date };

/** A conversation from its first message to its current state. By default on the shop's site, by a visitor who comes only once. */
export type Story = {
  start: Start;
  site?: SiteKey;
  visitorId?: string;
  name: string;
  email: string;
  page: string;
  referrer?: string;
  language?: string;
  steps: Step[];
};

export const visitor = (text: string, after?: number): Step => ({ type: 'visitor', text, after });
export const bot = (faq: FaqKey, helpful: boolean | null = null): Step => ({ type: 'bot', faq, helpful });
export const ada = (text: string, after?: number): Step => ({ type: 'agent', agent: 'ada', text, after });
export const ben = (text: string, after?: number): Step => ({ type: 'agent', agent: 'ben', text, after });
export const chloe = (text: string, after?: number): Step => ({ type: 'agent', agent: 'chloe', text, after });
export const askPerson: Step = { type: 'ask-person' };
export const assign = (agent: AgentKey, by: AgentKey): Step => ({ type: 'assign', agent, by });
export const read = (agent: AgentKey): Step => ({ type: 'read', agent });
export const resolve = (agent: AgentKey, after?: number): Step => ({ type: 'resolve', agent, after });
export const close = (agent: AgentKey, after?: number): Step => ({ type: 'close', agent, after });
