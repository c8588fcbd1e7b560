import { ada, askPerson, ben, bot, chloe, close, read, resolve, type Story, visitor } from './story.ts';

/** Money and accounts. */
export const PAYMENT_STORIES: Story[] = [
  {
    start: { daysAgo: 29, at: '10:36' }, name: 'Stefan Ilić', email: 'stefan.ilic@example.com', page: '/demo/checkout',
    steps: [
      visitor('My discount code does not work: HELLO10'), bot('promo-code'), visitor('My basket is 31 EUR and it is my first order.'), askPerson,
      chloe('Hello Stefan, the code has a zero and not the letter O at the end. On the flyer one cannot see that, sorry.', 5), visitor('Oh. Now it works!'), resolve('chloe', 1),
    ],
  },
  {
    start: { daysAgo: 24, at: '13:30' }, name: 'Katrin Vogel', email: 'buchhaltung@vogel-design.example', page: '/demo/faq', language: 'de',
    steps: [
      visitor('Hallo, ich brauche die Rechnung von Bestellung NW-20611 mit unserer USt-IdNr.'),
      ada('Hallo Frau Vogel, gern. Wie lautet die Nummer?', 14), visitor('DE298114507, Vogel Design GmbH'),
      ada('Die neue Rechnung liegt in Ihrem Konto unter Bestellungen. Für die nächsten Male habe ich die Nummer hinterlegt.', 4), visitor('Perfekt, danke'), resolve('ada', 1),
    ],
  },
  {
    start: { daysAgo: 19, at: '17:52' }, name: 'Ewan Fraser', email: 'ewan.fraser@example.com', page: '/demo/checkout',
    steps: [visitor('do you take PayPal?'), bot('payment-methods', true), read('ben'), resolve('ben', 960)],
  },
  {
    start: { daysAgo: 15, at: '08:17' }, name: 'Julie Moreau', email: 'julie.moreau@example.com', page: '/demo/',
    steps: [
      visitor('I forgot my password and the e-mail does not come'), bot('password', false), visitor('I looked into spam too'), askPerson,
      ben('Hello Julie, your account has julie.moreau@exmaple.com, with two letters swapped. May I correct it?', 6), visitor('How embarrassing. Yes please!'),
      ben('Corrected. Ask for the link once more, it should be there within a minute.', 1), visitor('I am in. Thank you'), resolve('ben', 2),
    ],
  },
  {
    start: { daysAgo: 11, at: '14:58' }, name: 'Andrei Popescu', email: 'andrei.popescu@example.net', page: '/demo/',
    steps: [
      visitor('I was charged twice this month!'), ada('Hello Andrei, that must not happen. I am looking.', 3),
      ada('Two charges, on the 3rd and the 17th: they are for two deliveries, your plan comes every two weeks. Is it possible that you wanted it every four?', 5),
      visitor('Hm. Yes, I thought it was monthly.'), ada('I changed it to every four weeks and refunded the second one, since you have not opened it. You can keep the bag.', 4),
      visitor('Sorry for the exclamation mark, and thank you'), close('ada', 15),
    ],
  },
  {
    start: { daysAgo: 7, at: '12:19' }, name: 'Zoë Martens', email: 'zoe.martens@example.com', page: '/demo/checkout',
    steps: [visitor('Where do I find my invoice?'), bot('invoice', true), visitor('Got it'), read('chloe'), resolve('chloe', 65)],
  },
  {
    start: { daysAgo: 3, at: '16:05' }, name: 'Bruno Keller', email: 'bruno.keller@example.org', page: '/demo/checkout',
    steps: [
      visitor('Apple Pay shows an error at the end: "Payment not completed"'),
      chloe('Hello Bruno, thank you for telling us. Which browser is it, and does it happen at once or after the fingerprint?', 8), visitor('Safari on the Mac, after the fingerprint'),
      chloe('I can see the attempt here: the bank said no to the amount. Could it be a limit of the card?', 11), visitor('I will ask them and come back'), chloe('Do. I keep this open until then.', 1),
    ],
  },
];
