import { ada, askPerson, assign, ben, bot, chloe, close, read, resolve, type Story, visitor } from './story.ts';

/** Parcels and orders. */
export const SHIPPING_STORIES: Story[] = [
  {
    start: { daysAgo: 34, at: '09:14' }, name: 'Mara Lindqvist', email: 'mara.lindqvist@example.com', page: '/demo/', referrer: 'https://www.google.com/',
    steps: [
      visitor('Hi, how long does delivery take to Sweden?'), bot('shipping-time'),
      visitor('That is for Sweden too, right? It is for a birthday on the 24th.'),
      chloe('Hello Mara, yes, Sweden is 3 days most of the time. If you order before Thursday, 10:00, it will be there well before the 24th.', 6),
      visitor('Perfect, ordering now. Thank you'), chloe('Enjoy the party.'), resolve('chloe', 4),
    ],
  },
  {
    start: { daysAgo: 32, at: '14:40' }, name: 'Tom Whitaker', email: 'tom.w@example.org', page: '/demo/faq',
    steps: [visitor('Can I order from the UK?'), bot('countries', true), visitor('and how much is shipping?'), bot('shipping-cost', true), read('ben'), resolve('ben', 55)],
  },
  {
    start: { daysAgo: 28, at: '11:05' }, name: 'Giulia Ferrante', email: 'giulia.ferrante@example.com', page: '/demo/',
    steps: [
      visitor('My parcel should be here since Tuesday, order NW-20418'), bot('late-parcel', false), askPerson,
      ada('Hello Giulia, I am looking at it. The carrier has it at the depot in Bologna since Monday, nothing after that.', 9),
      visitor('Can you do something? I am out of coffee, this is an emergency :)'),
      ada('It is. I am sending the same order again with today’s roast, at no cost. If the first one still turns up, keep it.', 3),
      visitor('Wow, that is very kind. Grazie!'), ada('You are welcome. The new tracking link comes by e-mail tonight.'), resolve('ada', 2),
    ],
  },
  {
    start: { daysAgo: 25, at: '16:22' }, name: 'Pieter de Vries', email: 'pieter@example.net', page: '/demo/checkout',
    steps: [
      visitor('I typed the wrong house number, it has to be 41 and not 14. Order NW-20533'),
      chloe('Hi Pieter, good that you noticed. I changed it to 41; the label is printed tomorrow morning.', 4),
      visitor('Great, thanks for the fast answer'), resolve('chloe', 1),
      visitor('Sorry, one more thing: the name on the bell is Jansen', 38),
      chloe('Added "c/o Jansen" to the label.', 5), visitor('Super'), close('chloe', 12),
    ],
  },
  {
    start: { daysAgo: 21, at: '08:31' }, name: 'Anna Kowalska', email: 'anna.kowalska@example.com', page: '/demo/',
    steps: [
      visitor('Two of the three bags were torn and there is coffee all over the box'), bot('damaged'),
      visitor('I just sent the photos. Order number is NW-20702'),
      ben('Thank you Anna, I have them here. The box was not closed well on our side, sorry. Three new bags leave today.', 11),
      visitor('Three? Only two were broken.'), ben('The third one smells of cardboard by now. Use it for a cake.', 2),
      visitor('Haha, thank you'), resolve('ben', 3),
    ],
  },
  {
    start: { daysAgo: 18, at: '19:47' }, name: '', email: '', page: '/demo/faq', referrer: 'https://duckduckgo.com/',
    steps: [visitor('do you ship to the US'), bot('countries', false), visitor('ok too bad'), read('chloe'), chloe('Not yet, sorry. If you leave an e-mail address, I tell you as soon as we do.', 820), resolve('chloe', 5)],
  },
  {
    start: { daysAgo: 13, at: '10:58' }, name: 'Yusuf Demir', email: 'yusuf.demir@example.com', page: '/demo/',
    steps: [
      visitor('Where can I see the tracking number?'), bot('track-parcel', true),
      visitor('Found it, but it says "label created" since yesterday.'),
      ada('Good morning Yusuf. That is normal: the van comes at six in the evening and the first scan follows.', 7),
      visitor('All right, then I will wait'), ada('If it still says so tomorrow at noon, write again and I call them.'), resolve('ada', 3),
    ],
  },
  {
    start: { daysAgo: 9, at: '13:12' }, name: 'Henrike Boll', email: 'henrike.boll@example.org', page: '/demo/', language: 'de',
    steps: [
      visitor('Guten Tag, ich ziehe zum Monatsende um. Wie ändere ich meine Adresse?'),
      ada('Guten Tag Frau Boll, unter Konto → Adressen. Soll ich das für Sie machen? Dann brauche ich nur die neue Anschrift und das Datum.', 5),
      visitor('Gern: Lindenallee 7, 50968 Köln, ab dem 1.'),
      ada('Eingetragen. Die Lieferung am 2. geht schon nach Köln. Guten Umzug.', 2), visitor('Vielen Dank!'), resolve('ada', 1),
    ],
  },
  {
    start: { daysAgo: 6, at: '15:36' }, name: 'Léa Fontaine', email: 'lea.fontaine@example.com', page: '/demo/',
    steps: [
      visitor('I ordered the same thing twice by mistake, can I cancel one?'), bot('cancel-order'),
      visitor('It says the time for cancelling is over'), askPerson,
      chloe('Hello Léa, it was roasted an hour ago. Ben, can you still stop the second one in packing?', 4), assign('ben', 'chloe'),
      ben('I stopped it, Léa. NW-21233 goes out, NW-21234 is refunded today.', 6), visitor('You saved my week, merci'), resolve('ben', 2),
    ],
  },
];
