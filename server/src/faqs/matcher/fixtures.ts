import type { MatcherFaq } from './matcher.ts';

/** A bicycle shop as its owner would write it: no keywords, real answers. */
export const bicycleShop: MatcherFaq[] = [
  [
    'hours',
    'What are your opening hours?',
    'We are open Monday to Friday from 9 am to 6 pm and on Saturday from 10 am to 4 pm. We are closed on Sundays and public holidays.',
  ],
  ['delivery', 'How long does delivery take?', 'Standard delivery takes 3 to 5 working days. Express orders placed before noon arrive the next working day.'],
  ['shipping-cost', 'How much is shipping?', 'Shipping is free for orders over 50 euros. Below that we charge 4.90 euros. Express costs 9.90 euros.'],
  [
    'abroad',
    'Do you ship internationally?',
    'Yes, we ship to all countries of the European Union, Switzerland, Norway and the United Kingdom. Customs fees may apply.',
  ],
  [
    'return',
    'How do I return an item?',
    'You can send any unused item back within 30 days. Print the return label from your account and put it on the parcel.',
  ],
  ['refund', 'When will I get my refund?', 'We refund the money to your original payment method within 7 days after your parcel has reached our warehouse.'],
  ['track', 'Where is my order?', 'As soon as your parcel leaves our warehouse you receive an e-mail with a tracking link. You also find it in your account.'],
  ['cancel', 'Can I cancel my order?', 'You can cancel an order until it is packed. Open the order in your account and choose Cancel, or write to us at once.'],
  ['payment', 'Which payment methods do you accept?', 'We accept Visa, Mastercard, PayPal, Apple Pay and bank transfer.'],
  ['password', 'I forgot my password', 'Choose Forgot password on the sign-in page. We send you a link with which you can set a new one.'],
  ['warranty', 'What warranty do your products have?', 'All our bicycles have a warranty of two years. Frames are covered for five years.'],
  [
    'discount',
    'Do you have a discount code?',
    'Subscribe to our newsletter and get 10 percent off your first order. Students get 15 percent with a valid student card.',
  ],
  ['repair', 'Do you repair bicycles?', 'Yes, our workshop repairs all brands. Please book an appointment online; most repairs take two days.'],
  [
    'size',
    'Which frame size do I need?',
    'Measure your inside leg and use the size chart on the product page. If you are between two sizes, choose the smaller one.',
  ],
  ['contact', 'How can I talk to a person?', 'Call us at 030 123456 during opening hours or write an e-mail to hello@example.com.'],
  [
    'address',
    'How do I change my delivery address?',
    'Until the order is packed you can change the address in your account under Orders. After that please contact us.',
  ],
].map(([id = '', question = '', answer = '']) => ({ id, question, answer, keywords: [] }));

const GERMAN_QUESTIONS: [id: string, question: string, keywords: string[]][] = [
  ['versand', 'Wie hoch sind die Versandkosten?', ['Was kostet der Versand?', 'Ist die Lieferung kostenlos?']],
  ['lieferzeit', 'Wie lange dauert die Lieferung?', ['Wann kommt mein Paket an?', 'Wie viele Tage braucht der Versand?']],
  ['rueckgabe', 'Wie kann ich einen Artikel zurückgeben?', ['Ich möchte etwas zurückschicken', 'Wie funktioniert die Rücksendung?']],
  ['zahlung', 'Welche Zahlungsarten gibt es?', ['Kann ich auf Rechnung bezahlen?', 'Wie kann ich bezahlen?']],
  ['oeffnung', 'Wann habt ihr geöffnet?', ['Wie sind die Öffnungszeiten?', 'Habt ihr samstags offen?']],
  ['storno', 'Kann ich meine Bestellung stornieren?', ['Bestellung widerrufen', 'Ich will meine Bestellung abbrechen']],
  ['passwort', 'Ich habe mein Passwort vergessen', ['Passwort zurücksetzen', 'Ich kann mich nicht anmelden']],
];

/** A German shop with a few ways to ask each question. */
export const germanShop: MatcherFaq[] = GERMAN_QUESTIONS.map(([id, question, keywords]) => ({ id, question, answer: '', keywords }));
