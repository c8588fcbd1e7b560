import { expect, test } from 'vitest';
import type { HeldJob } from '../port/jobs.ts';
import { addSite, addTalk, aFaq, aJob, newId, type OpenStore, ofBot, say } from './samples.ts';

/** The bot's answers, and their ratings. */
export function answersContract(open: OpenStore): void {
  test("[ST62] the bot's answer ends its job and counts one view of the FAQ, once", async () => {
    const store = await open();
    const site = await addSite(store);
    const faq = aFaq(site._id, { viewCount: 3 });
    await store.faqs.add(faq);
    const conversation = await addTalk(store, { siteId: site._id });
    const [question] = await say(store, conversation, { jobs: [aJob({ key: 'asked' })] }, { jobs: [aJob({ key: 'other' })] });
    const answer = { faqId: faq._id, question: faq.question, probability: 0.9, helpful: null };
    const answered = { ...ofBot, answer, clientMessageId: 'answer', ends: question?.jobs[0] };
    const [added] = await say(store, conversation, answered, answered);
    expect(added?.message).toEqual((await store.messages.list(conversation._id, { limit: 1 })).messages[0]);
    expect(question?.jobs).toHaveLength(1);
    expect(await store.jobs.end(question?.jobs[0] as HeldJob, { done: [] })).toBe(false);
    expect(await store.faqs.get(faq._id)).toEqual({ ...faq, viewCount: 4 });
  });

  test('[ST59] the latest rating of an answer counts, once', async () => {
    const store = await open();
    const site = await addSite(store);
    const faq = aFaq(site._id, { helpfulCount: 4 });
    await store.faqs.add(faq);
    const conversation = await addTalk(store, { siteId: site._id });
    const answer = { faqId: faq._id, question: faq.question, probability: 0.9, helpful: null };
    const [plain, answered] = await say(store, conversation, ofBot, { ...ofBot, answer });
    const rate = async (helpful: boolean) => {
      const rated = await store.messages.rateAnswer(answered?.message._id ?? '', helpful);
      expect(rated).toEqual({ ...answered?.message, answer: { ...answer, helpful } });
      expect(await store.messages.get(answered?.message._id ?? '')).toEqual(rated);
      return (await store.faqs.get(faq._id))?.helpfulCount;
    };
    expect(await rate(false)).toBe(4);
    expect(await rate(true)).toBe(5);
    expect(await rate(true)).toBe(5);
    expect(await rate(false)).toBe(4);
    expect(await rate(false)).toBe(4);
    expect(await store.messages.rateAnswer(plain?.message._id ?? '', true)).toBeNull();
    expect(await store.messages.rateAnswer(newId(), true)).toBeNull();
    await store.faqs.remove(faq._id);
    expect(await store.messages.rateAnswer(answered?.message._id ?? '', true)).toMatchObject({ answer: { helpful: true } });
  });
}
