import { agentRecord } from '../port/agents.ts';
import { activityRecord, conversationRecord } from '../port/conversations.ts';
import { faqRecord } from '../port/faqs.ts';
import { messageRecord, storedMessageRecord } from '../port/messages.ts';
import { sessionRecord } from '../port/sessions.ts';
import { siteRecord } from '../port/sites.ts';
import { visitorRecord } from '../port/visitors.ts';
import { defineTable } from './table.ts';

export const sites = defineTable(siteRecord);
export const users = defineTable(agentRecord);
export const sessions = defineTable(sessionRecord);
export const visitors = defineTable(visitorRecord);
export const conversations = defineTable(conversationRecord);
export const activity = defineTable(activityRecord);
export const messages = defineTable(messageRecord);
export const storedMessages = defineTable(storedMessageRecord);
export const faqs = defineTable(faqRecord);
