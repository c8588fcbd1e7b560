import type { Agent, Site } from '@supportchat/protocol';

export type Step = {
  id: string;
  name: string;
  done: boolean;
  /** The button that leads there. */
  action: string;
  to: string;
};
export type Progress = { sites: Pick<Site, '_id' | 'widgetSeenAt'>[]; agents: Pick<Agent, '_id'>[]; hasFaq: boolean; hasConversation: boolean };

/** What a new SupportChat needs, in order, from what there is. */
export function setupSteps({ sites, agents, hasFaq, hasConversation }: Progress): Step[] {
  const site = sites[0];
  return [
    { id: 'site', name: 'Create a site', done: sites.length > 0, action: 'Create site', to: '/sites/new' },
    {
      id: 'widget',
      name: 'Put the embed code on your site',
      done: sites.some(({ widgetSeenAt }) => widgetSeenAt !== null),
      action: 'Embed code',
      to: site ? `/sites/${site._id}/embed` : '/sites/new',
    },
    { id: 'faq', name: 'Write your first FAQ', done: hasFaq, action: 'New FAQ', to: '/faqs/new' },
    { id: 'invite', name: 'Invite a colleague', done: agents.length > 1, action: 'Invite', to: '/agents/new' },
    {
      id: 'conversation',
      name: 'Have a first conversation: write in the chat on your site',
      done: hasConversation,
      action: 'Live Chat',
      to: '/conversations',
    },
  ];
}

export const nextStep = (steps: readonly Step[]) => steps.find((step) => !step.done);
