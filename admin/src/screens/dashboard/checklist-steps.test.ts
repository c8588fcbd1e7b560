import { describe, expect, it } from 'vitest';
import { nextStep, setupSteps } from './checklist-steps.ts';

const done = (steps: ReturnType<typeof setupSteps>) => steps.filter((step) => step.done).map((step) => step.id);

describe('the set-up checklist', () => {
  it('begins with a site', () => {
    const steps = setupSteps({ sites: [], agents: [{ _id: 'me' }], hasFaq: false, hasConversation: false });
    expect(done(steps)).toEqual([]);
    expect(nextStep(steps)?.to).toBe('/sites/new');
  });
  it('then sends to that site’s embed code', () => {
    const steps = setupSteps({ sites: [{ _id: 's', widgetSeenAt: null }], agents: [{ _id: 'me' }], hasFaq: true, hasConversation: false });
    expect(done(steps)).toEqual(['site', 'faq']);
    expect(nextStep(steps)?.to).toBe('/sites/s/embed');
  });
  it('one seen widget is enough, and an invited colleague counts', () => {
    const sites = [
      { _id: 'a', widgetSeenAt: null },
      { _id: 'b', widgetSeenAt: '2025-11-22T10:00:00.000Z' },
    ];
    const steps = setupSteps({ sites, agents: [{ _id: 'me' }, { _id: 'you' }], hasFaq: true, hasConversation: true });
    expect(nextStep(steps)).toBeUndefined();
  });
});
