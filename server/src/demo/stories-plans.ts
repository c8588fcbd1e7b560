import { ada, askPerson, assign, ben, bot, chloe, close, read, resolve, type Story, visitor } from './story.ts';

/** Subscriptions. */
export const PLAN_STORIES: Story[] = [
  {
    start: { daysAgo: 33, at: '12:02' }, name: 'Sofia Almeida', email: 'sofia.almeida@example.com', page: '/demo/pricing',
    steps: [
      visitor('Is there a plan for offices? We are 14 people'), bot('office-plan', true),
      visitor('We need about 5 kg a month I think. Is there a better price?'),
      ben('Hello Sofia. For 14 people 2 kg every two weeks is a good start, that is 4 kg a month. I can add a kilo every second delivery for 34 EUR.', 13),
      visitor('Sounds good. Can we get an invoice at the end of the month?'), ben('Yes. Send me the company’s name and VAT number and I set it up.', 2),
      visitor('Almeida & Costa Arquitetos, PT509442013'), ben('Done. Your first box leaves on Thursday.', 5), visitor('Excellent, obrigada'), resolve('ben', 3),
    ],
  },
  {
    start: { daysAgo: 30, at: '18:20' }, name: 'Jonas Weber', email: 'jonas.weber@example.net', page: '/demo/pricing', language: 'de',
    steps: [visitor('how do I pause my subscription?'), bot('pause-plan', true), visitor('thx'), read('chloe'), resolve('chloe', 840)],
  },
  {
    start: { daysAgo: 27, at: '10:10' }, name: 'Nadia Haddad', email: 'nadia.haddad@example.com', page: '/demo/pricing',
    steps: [
      visitor('Hello, what is the difference between Taster and Regular? Is it only the amount?'),
      chloe('Hi Nadia, Taster is 250 g every four weeks and always another coffee. Regular is 500 g every two weeks of the coffee you choose.', 5),
      visitor('And can I switch between them?'), chloe('At any time, under Account, then Plan. Many start with Taster and stay with what they liked best.', 1),
      visitor('Then I start with Taster.'), chloe('Good choice. The first one in this month’s round is from Rwanda.'), resolve('chloe', 2),
    ],
  },
  {
    start: { daysAgo: 23, at: '20:41' }, name: 'Owen Gallagher', email: 'owen.g@example.org', page: '/demo/pricing',
    steps: [
      visitor('I want to stop my subscription for good'), bot('cancel-plan'), visitor('I did that, but was charged today anyway'), askPerson,
      ada('Good morning Owen, I see it: you ended the plan at 10:20, and this delivery was roasted at 10:00. Would you like the coffee or the money?', 730),
      visitor('The money please, I am away for two months'), ada('Refunded, 21 EUR. Nothing else will be charged.', 4), visitor('Fair. Thank you.'), close('ada', 10),
    ],
  },
  {
    start: { daysAgo: 20, at: '09:25' }, name: 'Emma Sørensen', email: 'emma.sorensen@example.com', page: '/demo/pricing', referrer: 'https://coffee-notes.example/best-subscriptions',
    steps: [
      visitor('I would like to give a subscription to my father for his birthday'), bot('gift-plan', true),
      visitor('Can the first box arrive on a certain day?'),
      chloe('You choose the week. A certain day we cannot promise, but with the Monday roast it arrives on Wednesday or Thursday in Denmark.', 8),
      visitor('Thursday would be perfect, Monday roast then'), chloe('Then take the 14th as the date. I put a note in the order for you.'), resolve('chloe', 6),
    ],
  },
  {
    start: { daysAgo: 16, at: '13:55' }, name: 'Marek Novák', email: 'marek.novak@example.com', page: '/demo/',
    steps: [visitor('I still have enough coffee this month, can I skip one delivery?'), bot('skip-delivery', true), visitor('Done, that was easy'), read('ben'), resolve('ben', 35)],
  },
  {
    start: { daysAgo: 12, at: '11:33' }, name: 'Claire Dubois', email: 'claire.dubois@example.org', page: '/demo/pricing',
    steps: [
      visitor('How do I change my plan to coffee every week?'), bot('change-plan'), visitor('There is only two or four weeks in the list?'),
      ben('Hello Claire, weekly is hidden below 250 g, which is not clever of us. I set yours to 250 g every week. All right?', 9),
      visitor('Exactly what I wanted.'), ben('And I told the people who make the page.'), resolve('ben', 1),
    ],
  },
  {
    start: { daysAgo: 8, at: '17:03' }, name: 'Iris Papadaki', email: 'iris.papadaki@example.com', page: '/demo/pricing',
    steps: [
      visitor('Going on holiday, please stop deliveries for a while'), bot('pause-plan', true), visitor('What happens with the delivery of this Thursday?'),
      chloe('Thursday’s is not roasted yet, so the pause holds it back too. You will not be charged.', 3), visitor('Wonderful'), resolve('chloe', 2),
    ],
  },
  {
    start: { daysAgo: 4, at: '10:47' }, name: 'Rafael Ortega', email: 'rafael@coworking.example', page: '/demo/pricing',
    steps: [
      visitor('We run three coworking spaces and want to try your coffee. Wholesale prices?'), bot('office-plan'), visitor('It would be more like 30 kg a month. Who can I talk to?'), askPerson,
      ada('Hello Rafael, with me. For 30 kg we are at 27 EUR a kilo, delivered to each place every two weeks. I would send you three kilos to try first.', 12),
      visitor('That is a good price. Can you put it in a written offer?'), assign('ben', 'ada'),
      ben('Hello Rafael, I am Ben and write the offers. You have it by tomorrow noon, to rafael@coworking.example?', 25), visitor('Yes, please. With delivery to Valencia and Sevilla.'),
      ben('Noted.', 3),
    ],
  },
];
