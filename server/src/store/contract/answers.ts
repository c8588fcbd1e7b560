import { expect, test } from 'vitest';
import { addConversation, addSite, addTalk, aFaq, at, newId, type OpenStore, ofBot, say } from './samples.ts';

/** Pending questions for the bot, and ratings of its answers. */
export function answersContract(open: OpenStore): void {
  test('a pending reaction stays pending until it is settled, oldest first', async () => {
    const store = await open();
    const conversation = await addConversation(store);
    const pending = 'answer' as const;
    const added = await say(
      store,
      conversation,
      { createdAt: at(3), pending },
      { createdAt: at(1), pending },
      { createdAt: at(2) },
      { createdAt: at(2), pending },
    );
    const [third, first, , second] = added.map(({ message }) => message);
    expect(await store.messages.listPending(10)).toEqual([first, second, third]);
    expect(await store.messages.listPending(2)).toEqual([first, second]);
    await store.messages.settle(first?._id ?? '');
    await store.messages.settle(first?._id ?? '');
    expect(await store.messages.listPending(10)).toEqual([second, third]);
  });

  test("[ST62] the bot's answer settles its question and counts one view of the FAQ, once", async () => {
    const store = await open();
    const site = await addSite(store);
    const faq = aFaq(site._id, { viewCount: 3 });
    await store.faqs.add(faq);
    const conversation = await addTalk(store, { siteId: site._id });
    const [question, other] = await say(store, conversation, { pending: 'answer' }, { pending: 'answer', createdAt: at(9) });
    const answer = { faqId: faq._id, question: faq.question, probability: 0.9, helpful: null };
    const answered = { ...ofBot, answer, clientMessageId: 'answer', answers: question?.message._id };
    const [added] = await say(store, conversation, answered, answered);
    expect(added?.message).toEqual((await store.messages.list(conversation._id, { limit: 1 })).messages[0]);
    expect(await store.messages.listPending(10)).toEqual([other?.message]);
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
