import { describe, expect, test } from 'vitest';
import { bicycleShop, germanShop } from './fixtures.ts';
import { createMatcher, type Matcher } from './matcher.ts';

const THRESHOLD = 0.75;

/** The FAQ that a site with the usual threshold answers with; undefined when it stays silent. */
function answerOf(matcher: Matcher, message: string): string | undefined {
  const [best] = matcher.rank(message);
  return best && best.probability >= THRESHOLD ? best.id : undefined;
}

describe('a shop without keywords', () => {
  const shop = createMatcher(bicycleShop, 'en');

  test.each(bicycleShop.map(({ id, question }) => [question, id]))('the question itself is answered: %s', (question, id) => {
    expect(answerOf(shop, question)).toBe(id);
  });

  test.each([
    ['opening hours?', 'hours'],
    ['are you open on sunday', 'hours'],
    ['how long does shipping take', 'delivery'],
    ['what are the shipping costs', 'shipping-cost'],
    ['international shipping?', 'abroad'],
    ['how can I return a product', 'return'],
    ['return policy', 'return'],
    ['i am still waiting for my refund', 'refund'],
    ['where is my parcel', 'track'],
    ['i want to cancel my order', 'cancel'],
    ['what payment methods are there', 'payment'],
    ['i cant log in, forgot password', 'password'],
    ['how long is the warranty', 'warranty'],
    ['do u have a promo code pls', 'discount'],
    ['can you repair my bike', 'repair'],
    ['what size do i need', 'size'],
    ['can i talk to a human', 'contact'],
    ['change shipping address', 'address'],
  ])('a paraphrase is answered: %s', (message, id) => {
    expect(answerOf(shop, message)).toBe(id);
  });

  test.each([
    ['what are your openning houres', 'hours'],
    ['i forgto my pasword', 'password'],
    ['wich paymnet methods do you acept', 'payment'],
    ['do you repiar bicyles', 'repair'],
  ])('typing errors are tolerated: %s', (message, id) => {
    expect(answerOf(shop, message)).toBe(id);
  });

  test.each([
    ['hello'],
    ['thanks a lot'],
    ['i need help'],
    ['what is the weather like'],
    ['tell me a joke'],
    ['what is the capital of france'],
    ['do you sell helmets'],
    ['are you hiring'],
    ['can i get an invoice'],
    ['how do i delete my account'],
    ['do you rent out bikes'],
    ['do you have a store in hamburg'],
    ['the app crashes when i open it'],
    ['i want to book a flight to rome'],
    ['your service is terrible'],
  ])('an unrelated message is not answered: %s', (message) => {
    expect(answerOf(shop, message)).toBeUndefined();
  });
});

describe('other languages', () => {
  const shop = createMatcher(germanShop, 'de-DE');

  test.each([
    ['was kostet die lieferung', 'versand'],
    ['wann kommt mein packet', 'lieferzeit'],
    ['ich will einen artikel zurücksenden', 'rueckgabe'],
    ['welche zahlungsmöglichkeiten gibt es', 'zahlung'],
    ['wie sind eure offnungszeiten', 'oeffnung'],
    ['bestellung stornieren bitte', 'storno'],
    ['passwort vergesen', 'passwort'],
  ])('German is ranked correctly: %s', (message, id) => {
    expect(shop.rank(message)[0]?.id).toBe(id);
  });

  test.each([
    ['bestellung stornieren bitte', 'storno'],
    ['wie lange dauert der versand', 'lieferzeit'],
    ['was sind die versandkosten', 'versand'],
  ])('German is answered: %s', (message, id) => {
    expect(answerOf(shop, message)).toBe(id);
  });

  test.each([['hallo'], ['wie wird das wetter morgen'], ['sucht ihr noch mitarbeiter'], ['erzähl mir einen witz']])('German is not answered: %s', (message) => {
    expect(answerOf(shop, message)).toBeUndefined();
  });

  test('Chinese and Japanese are split into words', () => {
    const faqs = [
      { id: 'refund', question: '如何申请退款?', answer: '', keywords: ['我想退款', '退款流程'] },
      { id: 'shipping', question: '运费是多少?', answer: '', keywords: ['快递费用', '邮费怎么算'] },
      { id: 'hours', question: '営業時間は何時ですか', answer: '', keywords: ['何時に開きますか'] },
    ];
    const shop = createMatcher(faqs, 'zh');
    expect(shop.rank('请问怎么退款')[0]?.id).toBe('refund');
    expect(shop.rank('运费怎么算')[0]?.id).toBe('shipping');
    expect(shop.rank('営業時間を教えてください')[0]?.id).toBe('hours');
  });

  test('right-to-left text and letters with marks are words like any other', () => {
    const faqs = [
      { id: 'refund', question: 'كيف يمكنني استرداد أموالي؟', answer: '', keywords: [] },
      { id: 'hours', question: 'ما هي ساعات العمل؟', answer: '', keywords: [] },
    ];
    expect(createMatcher(faqs, 'ar').rank('ساعات العمل')[0]?.id).toBe('hours');
    expect(createMatcher([{ id: 'cafe', question: 'Où est le café ?', answer: '', keywords: [] }], 'fr').rank('cafe')[0]?.id).toBe('cafe');
  });

  test.each([[''], ['xx'], ['tlh'], ['not a language'], ['../../etc'], ['constructor'], ['en'.repeat(500)]])(
    'an unknown language still compares words: %s',
    (tag) => {
      const matcher = createMatcher(
        [
          { id: 'a', question: 'qapla batleth', answer: '', keywords: [] },
          { id: 'b', question: 'nuqneh targ', answer: '', keywords: [] },
        ],
        tag,
      );
      expect(matcher.rank('batleth')[0]?.id).toBe('a');
    },
  );
});

describe('few or odd FAQs', () => {
  test('without FAQs, or with FAQs without a word, nothing matches', () => {
    expect(createMatcher([], 'en').rank('hello')).toEqual([]);
    expect(createMatcher([{ id: 'a', question: '???', answer: '', keywords: ['', ' ', '👍'] }], 'en').rank('hello ???')).toEqual([]);
  });

  test.each(bicycleShop.map((faq) => [faq.id, faq] as const))('a site with the single FAQ %s is silent on what it does not cover', (_, faq) => {
    const matcher = createMatcher([faq], 'en');
    expect(answerOf(matcher, faq.question)).toBe(faq.id);
    for (const message of ['hello', 'thanks a lot', 'what is the weather like', 'tell me a joke', 'are you hiring', 'i love you', 'how old are you']) {
      expect(answerOf(matcher, message)).toBeUndefined();
    }
  });

  test('a question that occurs in two FAQs is ranked, both sharing the probability', () => {
    const twice = ['a', 'b'].map((id) => ({ id, question: 'How do I pay?', answer: '', keywords: ['How do I pay?'] }));
    const [first, second] = createMatcher(twice, 'en').rank('how do i pay');
    expect([first?.id, second?.id]).toEqual(['a', 'b']);
    expect((first?.probability ?? 1) + (second?.probability ?? 1)).toBeLessThanOrEqual(1);
  });

  test('keywords and the answer are read too', () => {
    const matcher = createMatcher(
      [
        { id: 'bank', question: 'How can I pay?', answer: 'By Klarna or bank transfer.', keywords: ['sepa'] },
        { id: 'hours', question: 'When are you open?', answer: 'From nine to five.', keywords: [] },
      ],
      'en',
    );
    expect(matcher.rank('sepa')[0]?.id).toBe('bank');
    expect(matcher.rank('klarna')[0]?.id).toBe('bank');
  });
});
