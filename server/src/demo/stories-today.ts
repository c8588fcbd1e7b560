import { ada, askPerson, ben, bot, chloe, read, resolve, type Story, visitor } from './story.ts';

/** What the inbox shows today: some wait, some are being answered, one is done. */
export const TODAY_STORIES: Story[] = [
  {
    start: { minutesAgo: 172 },
    name: 'Nils Ekdahl',
    email: 'nils.ekdahl@example.com',
    page: '/demo/',
    steps: [
      visitor('Good morning! Has my coffee been shipped?'),
      bot('track-parcel', true),
      visitor('Yes, found it: it is in Malmö already.'),
      chloe('Lovely. Then it is with you tomorrow.', 4),
      visitor('Thanks for the quick help'),
      resolve('chloe', 2),
    ],
  },
  {
    start: { minutesAgo: 96 },
    name: 'Olivia Brandão',
    email: 'olivia.brandao@example.com',
    page: '/demo/pricing',
    referrer: 'https://www.google.com/',
    steps: [
      visitor('Hi! I get the Regular plan and would like to try other coffees. Is there a mix?'),
      ben('Hello Olivia, yes: choose "Surprise me" as the coffee in your plan, then every box is another one.', 7),
      visitor('Could I leave out the dark ones? Harbour was too much for me.'),
      ben('I put a note on your plan: light and medium only. The packers see it.', 5),
      visitor('Great. One last question: does the price stay the same?', 3),
      ben('It does, all coffees in the plan cost the same.', 2),
      visitor('Then let us do that from the next box on', 26),
    ],
  },
  {
    start: { minutesAgo: 58 },
    name: 'Samuel Adeyemi',
    email: 'samuel.adeyemi@example.org',
    page: '/demo/',
    steps: [
      visitor('One bag of my order is missing, there are only two in the box. NW-21417'),
      ada('Hello Samuel, I am sorry. Which one is missing?', 6),
      visitor('The Evening decaf, 500 g'),
      ada('Thank you. I am asking in packing and write to you within the hour.', 2),
    ],
  },
  {
    start: { minutesAgo: 31 },
    name: 'Ingrid Solberg',
    email: 'ingrid.solberg@example.com',
    page: '/demo/checkout',
    steps: [
      visitor('Do you ship to Norway?'),
      bot('countries', true),
      visitor('Who pays the customs? It would be 3 kg for our cabin.'),
      askPerson,
      visitor('I would like to order today if possible', 6),
    ],
  },
  {
    start: { minutesAgo: 12 },
    name: 'Paul Renner',
    email: 'paul.renner@example.com',
    page: '/demo/pricing',
    steps: [visitor('Hello, the Office plan: can we get half of it as decaf?'), visitor('And is there a machine that you recommend for 20 people?', 2)],
  },
  {
    start: { minutesAgo: 4 },
    name: '',
    email: '',
    page: '/demo/',
    referrer: 'https://coffee-notes.example/best-subscriptions',
    steps: [visitor('hey, is anyone there? I have a question about your beans from Rwanda'), read('chloe')],
  },
];
