import type { FaqKey } from './faqs.ts';

export type AgentKey = 'ada' | 'ben' | 'chloe';

/** One thing that happens in a conversation, `after` minutes after the one before (a usual while unless told). */
export type Step =
  | { type: 'visitor'; text: string; after?: number | undefined }
  | { type: 'agent'; agent: AgentKey; text: string; after?: number | undefined }
  | { type: 'bot'; faq: FaqKey; helpful: boolean | null }
  | { type: 'ask-person' }
  | { type: 'assign'; agent: AgentKey; by: AgentKey }
  | { type: 'read'; agent: AgentKey }
  | { type: 'resolve'; agent: AgentKey; after?: number | undefined }
  | { type: 'close'; agent: AgentKey; after?: number | undefined };

/** When it begins: so many days before today at a time of day, or so many minutes ago. */
export type Start = { daysAgo: number; at: `${number}:${number}` } | { minutesAgo: number };

/** A conversation of the demo shop, from its first message to where it stands. */
export type Story = { start: Start; name: string; email: string; page: string; referrer?: string; language?: string; steps: Step[] };

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
