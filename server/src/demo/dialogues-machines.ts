import type { Dialogue } from './dialogue.ts';

const HOME = ['/', '/espresso', '/espresso/compact-one'];
const GRINDERS = ['/grinders', '/grinders/flat-64'];
const SERVICE = ['/service', '/service/booking'];
const CLASSES = ['/classes'];

/** What visitors of the machine shop write about. */
export const MACHINE_DIALOGUES: Dialogue[] = [
  {
    pages: HOME,
    ask: ['Is the Compact One in stock in black?', 'When will the Compact One be available again?', 'Delivery time for the Duo in white?'],
    turns: [
      ['{hi}, two are left in black, and I can reserve one until {day}.', '{hi}, the next delivery comes {day}. Should I put one aside?'],
      ['Yes, please reserve it', 'Could I pick it up in {city}?', 'What about the white one?'],
      ['Reserved under {order}. The link to pay is in your inbox.', 'Pick-up works on weekdays from 9 to 17.', 'White takes about three weeks at the moment.'],
      ['Paid. Looking forward to it', 'Thanks, see you then', 'I will take the black one then'],
    ],
  },
  {
    pages: HOME,
    ask: ['Compact One or Duo for a household of two?', 'What is the difference between the Compact One and the Duo?', 'Is the Duo worth 400 EUR more?'],
    turns: [
      [
        '{hi}, the Duo has two boilers: milk and espresso at the same time. Do you drink milk drinks every day?',
        '{hi}, if you make more than three cappuccinos in a row, yes. Otherwise the Compact One is all you need.',
      ],
      ['One cappuccino each, mornings only', 'We have guests a lot', 'Mostly espresso'],
      [
        'Then save the money and put it into the grinder.',
        'Then I would take the Duo, you feel the difference with guests.',
        'The Compact One, with the Flat 64 grinder.',
      ],
      ['Honest advice, thank you', 'That settles it', 'Thanks, ordering the set'],
    ],
  },
  {
    pages: HOME,
    ask: [
      'My Compact One leaks water underneath',
      'Steam wand of my Duo drips all the time',
      'The pressure gauge stays at 4 bar',
      'Machine trips the fuse since this morning',
    ],
    turns: [
      ['{hi}, please unplug it for now. What is the serial number? It is on the plate at the back.', '{hi}, since when, and did you descale it recently?'],
      ['C1-20443, bought in spring', 'Descaled two weeks ago, it started right after', 'D2-00871, about a year old'],
      [
        'That is a seal, a repair of 20 minutes. I can send you the part with a video, or a courier picks it up on {day}.',
        'Then a bit of scale sits in the valve. Please run two tanks of plain water through it and write me how it looks.',
        'That is covered by the warranty. I booked a pick-up for {day}, you need nothing but the box.',
      ],
      ['I can do that myself, please send the part', 'Pick-up on {day} is fine', 'Tried it: no more dripping!'],
      [
        'The part leaves today. Here is the video: https://machines.northwind.example/v/seal',
        'Great. The workshop needs three working days.',
        'Glad to hear that.',
      ],
      ['Thanks for the quick answer', 'Very good service'],
    ],
  },
  {
    pages: HOME,
    ask: [
      'How often should I descale?',
      'Which water is best for the Duo?',
      'The water here in {city} is very hard, do I need a filter?',
      'Descaling light stays on after descaling',
    ],
    turns: [
      [
        '{hi}, with hard water every two months, with a filter twice a year.',
        '{hi}, soft water, 3 to 6 °dH. Anything harder needs a filter.',
        '{hi}, yes, for {city} I would use one. It saves you most of the descaling.',
        '{hi}, hold both buttons for five seconds with the tank out. That resets the light.',
      ],
      ['Is vinegar ok?', 'Which filter fits?', 'Which one do I need?', 'That did it'],
      [
        'Please not vinegar, it damages the seals. Citric acid or our powder.',
        'The FW-2, 18 EUR, lasts about three months.',
        'The FW-2, 18 EUR, lasts about three months.',
        'Perfect.',
      ],
    ],
  },
  {
    pages: GRINDERS,
    ask: ['Is the Flat 64 loud?', 'Which grinder for espresso and filter?', 'Does the Flat 64 work with 230 V and 120 V?', 'Flat 64 vs Conical 48, which one?'],
    turns: [
      [
        '{hi}, 71 dB at one meter, for about eight seconds per double.',
        '{hi}, for both I would take the Flat 64: the dial goes back to exactly the same place.',
        '{hi}, there are two versions, and the plug differs. Where will you use it?',
        '{hi}, the Flat 64 if you like clear, fruity coffee. The Conical 48 if you like it round, and it is quieter.',
      ],
      ['That is fine, our kitchen is far from the bedroom', 'Can I try it somewhere?', 'In {city}', 'And single dosing?'],
      [
        'Then you will like it.',
        'On Saturdays in our showroom. Bring your own beans if you like.',
        'Then take the 230 V version.',
        'Yes, with the small hopper, 0.2 g stay inside.',
      ],
      ['I will come by on Saturday', 'Ordered', 'Thank you!'],
    ],
  },
  {
    pages: GRINDERS,
    ask: [
      'My grinder stalls with light roasts',
      'The dial of my Flat 64 is stuck',
      'grinder suddenly grinds much coarser',
      'Replacement burrs for a 2021 Flat 64?',
    ],
    turns: [
      ['{hi}, when were the burrs changed or cleaned last?', '{hi}, please take off the upper burr (three screws) and send me a photo.'],
      ['Never, it is three years old', 'Photo sent by email', 'I clean it every month'],
      [
        'Then it is time: a set is 39 EUR and takes ten minutes to change.',
        'Thank you. I see old grounds in the thread, a brush solves it.',
        'Then I would like to see it here. Shipping both ways is on us.',
      ],
      ['Ordered a set ({order})', 'It turns again, thanks', 'Ok, sending it in'],
    ],
  },
  {
    pages: SERVICE,
    ask: [
      'How do I book a repair?',
      'What does a service cost?',
      'I would like to book a yearly service for two machines',
      'Can someone come to our office in {city}?',
    ],
    turns: [
      [
        '{hi}, under Service, then Booking, or I do it for you. Would a pick-up on {day} suit you?',
        '{hi}, 89 EUR per machine including pick-up.',
        '{hi}, gladly. The next free date for both is {day}.',
        '{hi}, yes. For {city} that is 140 EUR including the parts that wear.',
      ],
      ['{day} is good', 'What is included?', 'Do you lend us a machine meanwhile?', 'Good, when could that be?'],
      [
        'Booked, {order}. The driver comes between 8 and 12.',
        'New seals, descaling, pressure and temperature set, and a test protocol.',
        'Yes, a Compact One, free of charge while yours is here.',
        'On {day} in the morning, if that suits you.',
      ],
      ['Thank you', 'Great, please book it', 'Perfect, see you {day}'],
    ],
  },
  {
    pages: SERVICE,
    ask: ['How is my repair going? {order}', 'Any news about {order}?', 'You have had my machine for a week ({order})'],
    turns: [
      ['{hi}, it is on the bench today. We wait for one valve that comes {day}.', '{hi}, it is finished and passed the test. It leaves tonight.'],
      ['Good to know, thanks', 'Is there an extra cost?', 'I really miss it'],
      ['No extra cost, it is part of the estimate.', 'You have it back by {day}. Sorry that it took so long.'],
    ],
  },
  {
    pages: CLASSES,
    ask: [
      'Are there places left in the barista class?',
      'Is the latte art class suitable for beginners?',
      'Do you give classes in English?',
      'Can I move my class to another date?',
    ],
    turns: [
      [
        '{hi}, yes: three places on Saturday at 10:00. Should I hold one?',
        '{hi}, certainly. We are eight people at most, and everyone gets their own machine.',
        '{hi}, every other Saturday. The next one has two places left.',
        '{hi}, of course. Which date would you like?',
      ],
      ['Two places please', 'Is milk included? :)', 'I take one', 'The Saturday after would be better'],
      [
        'Held until tomorrow evening, the link is in your inbox.',
        'All the milk you can pour.',
        'Great, the link is in your inbox.',
        'Moved. You get a new confirmation in a minute.',
      ],
      ['Paid, thanks', 'Great fun last time, see you', 'Thank you'],
    ],
  },
  {
    pages: HOME,
    ask: [
      'Can I return the machine if I do not like it?',
      'How long is the warranty?',
      'Do you take my old machine in part payment?',
      'Is payment in installments possible?',
    ],
    turns: [
      [
        '{hi}, 30 days, used is fine. We pick it up.',
        '{hi}, three years, parts and labor. For burrs it is one year.',
        '{hi}, yes. Send me the model and the year, and I make you an offer.',
        '{hi}, from 300 EUR: 6, 12 or 24 months. The first six carry no interest.',
      ],
      ['That takes away my worry, thanks', 'Does that count in offices as well?', 'It is a Sila V4 from 2019', 'And can I pay it off early?'],
      ['Good. Is there anything else?', 'In offices it is two years.', 'For that one 150 EUR, if it runs.', 'At any time, without a fee.'],
      ['No, that was all', 'Thank you for the clear answer', 'Deal', 'Perfect, then the Duo'],
    ],
  },
];
