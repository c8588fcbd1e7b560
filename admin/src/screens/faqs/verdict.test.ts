import type { Faq } from '@supportchat/protocol';
import { describe, expect, it } from 'vitest';
import { verdict } from './verdict.ts';

const faq = { question: 'Where is my order?' } as Faq;
const match = (probability: number, threshold = 0.75) => ({ threshold, matches: [{ faq, probability }] });
const site = { isActive: true, aiSettings: { enabled: true, fallbackToHuman: true, threshold: 0.75 } };

describe('the verdict on a question', () => {
  it('the bot answers at the threshold and above', () => {
    expect(verdict(match(0.75), site)).toEqual({ answers: true, reason: 'The bot answers. It is 75% sure; the minimum is 75%.' });
    expect(verdict(match(0.92), undefined).answers).toBe(true);
  });
  it('is silent below it, and rounding does not contradict that', () => {
    expect(verdict(match(0.41), site).reason).toBe('The bot stays silent. It is 41% sure of its best match; the minimum is 75%.');
    expect(verdict(match(0.749), site).reason).toContain('just under 75%');
  });
  it('is silent without a match, on an inactive site, and where answers are off', () => {
    expect(verdict({ threshold: 0.75, matches: [] }, site).answers).toBe(false);
    expect(verdict(match(0.9), { ...site, isActive: false }).reason).toContain('switched off');
    expect(verdict(match(0.9), { ...site, aiSettings: { ...site.aiSettings, enabled: false } }).reason).toContain('answers are off');
  });
});
