import { ada, askPerson, ben, bot, chloe, close, read, resolve, type Story, visitor } from './story.ts';

/** What is in the bag. */
export const COFFEE_STORIES: Story[] = [
  {
    start: { daysAgo: 31, at: '08:50' }, name: 'Lukas Brandt', email: 'lukas.brandt@example.com', page: '/demo/',
    steps: [
      visitor('Which grind should I choose for a French press?'), bot('grind', true),
      visitor('And is Morning or Harbour better for it?'),
      ben('Morning, if you like it light and fruity. Harbour is made for espresso; in a press it gets a bit heavy.', 10), visitor('Morning it is, thanks'), resolve('ben', 2),
    ],
  },
  {
    start: { daysAgo: 29, at: '21:16' }, name: '', email: '', page: '/demo/',
    steps: [visitor('do you have decaf'), bot('decaf', true), read('chloe'), resolve('chloe', 700)],
  },
  {
    start: { daysAgo: 26, at: '14:09' }, name: 'Hannah Osei', email: 'hannah.osei@example.com', page: '/demo/faq',
    steps: [
      visitor('How old are the beans when they get to me?'), bot('roast-date', true), visitor('My bag says roasted 9 days ago. Is that still ok?'),
      chloe('Yes, it is in its best time now. Espresso even likes two weeks of rest.', 4), visitor('Oh, I did not know. Thank you!'), resolve('chloe', 1),
    ],
  },
  {
    start: { daysAgo: 22, at: '16:44' }, name: 'Viktor Hallström', email: 'viktor.h@example.net', page: '/demo/faq',
    steps: [visitor('can I freeze coffee?'), bot('storage', true), visitor('Nice. How long before I can grind it?'), ben('Grind it frozen, it even gets more even.', 18), visitor('Really? I will try that'), resolve('ben', 1)],
  },
  {
    start: { daysAgo: 17, at: '12:28' }, name: 'Beatriz Moura', email: 'beatriz.moura@example.com', page: '/demo/',
    steps: [
      visitor('I do not like the coffee I got, it is very sour'), bot('returns'), visitor('It is the first bag of Morning'),
      ada('Hello Beatriz, then it is on us. Before I refund it: how do you make it?', 7), visitor('Espresso machine, a normal one from the supermarket'),
      ada('That explains it. Morning is a light roast for filter. I send you Harbour with the next roast, and the 11.90 EUR go back to you as well.', 3),
      visitor('That is more than I hoped for. Thank you so much'), resolve('ada', 2),
    ],
  },
  {
    start: { daysAgo: 14, at: '09:39' }, name: 'Dr. Felix Amann', email: 'f.amann@praxis.example', page: '/demo/faq', language: 'de',
    steps: [
      visitor('Is the decaf made with chemical solvents?'), bot('decaf'), visitor('What does "sugar cane" mean exactly? Ethyl acetate?'), askPerson,
      chloe('Hello Dr. Amann, yes: ethyl acetate that is won from fermented sugar cane, and water. Our answer should say so plainly; I pass that on.', 16),
      visitor('I appreciate the honest answer. Less than 5 mg a cup?'), chloe('About 3 mg for a cup of 200 ml.'), visitor('Then I order a bag.'), close('chloe', 20),
    ],
  },
  {
    start: { daysAgo: 10, at: '15:21' }, name: 'Mei Tanaka', email: 'mei.tanaka@example.com', page: '/demo/',
    steps: [visitor('Is the coffee organic?'), bot('organic', true), visitor('And what is in the bag, is it recyclable?'), ben('It is one plastic (PE) only, so it goes into plastic recycling. Paper bags let the aroma out within a week, sadly.', 21), visitor('Good to know'), resolve('ben', 3)],
  },
  {
    start: { daysAgo: 5, at: '11:48' }, name: 'Carlo Bianchi', email: 'carlo.bianchi@example.org', page: '/demo/',
    steps: [visitor('Grind size for moka pot?'), bot('grind', true), visitor('Grazie'), read('chloe'), resolve('chloe', 190)],
  },
  {
    start: { daysAgo: 2, at: '19:32' }, name: 'Priya Raman', email: 'priya.raman@example.com', page: '/demo/',
    steps: [
      visitor('Do you plan to have the Ethiopian from last spring again?'),
      ben('Hello Priya, the new harvest is on a ship since last week. If all goes well, we roast it in five weeks.', 900),
      visitor('Could you tell me when it is there?', 42), ben('Gladly. I put you on the list for it.', 14),
    ],
  },
];
