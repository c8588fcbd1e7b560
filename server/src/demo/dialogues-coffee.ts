import type { Dialogue } from './dialogue.ts';

const SHOP = ['/demo/', '/demo/', '/demo/faq'];

/** What visitors of the coffee shop write about orders and coffee. */
export const COFFEE_DIALOGUES: Dialogue[] = [
  {
    pages: SHOP,
    ask: [
      'How long does delivery to {city} take?',
      'When will my coffee arrive if I order today?',
      'How fast do you ship to {city}?',
      'What is the delivery time at the moment?',
    ],
    turns: [
      [
        '{hi}, we roast on Thursday, so it would leave that evening and reach {city} by the following {day}.',
        '{hi}, it ships with the next roast. For {city} that usually means {day}.',
      ],
      ['Perfect, that works for me.', 'Ok, a bit tight but fine', 'Could you add a note so that it goes out first?'],
      ['Great. You will get the tracking link as soon as it leaves.', 'Done, it is marked for the first van.'],
    ],
  },
  {
    pages: SHOP,
    ask: [
      'My order {order} says delivered but there is nothing here',
      'Tracking shows {order} as delivered since {day}. I never got it.',
      'Parcel {order} is marked as delivered, but the mailbox is empty',
    ],
    turns: [
      [
        '{hi}, sorry about that. Could you check with your neighbors first? The driver sometimes forgets the card.',
        '{hi}, let me look at the scan. It was handed over at 14:10. Is there a concierge or a neighbor who takes parcels?',
      ],
      ['I asked everyone on my floor. Nothing.', 'No concierge, and the neighbors have not seen it'],
      [
        'Then I am opening a claim with the carrier and sending you a new box tomorrow. No charge.',
        'Understood. I am sending it again with the next roast, and we sort it out with the carrier.',
      ],
      ['That is really kind, thank you', 'Great service. Thanks!', 'ok thanks'],
    ],
  },
  {
    pages: SHOP,
    ask: [
      'my tracking has not moved for four days, order {order}',
      'Where is {order}? Tracking is stuck in {city}',
      'The tracking for {order} still says "label created"',
    ],
    turns: [
      [
        '{hi}, I see it. The parcel is at the depot in {city} and missed one scan. I expect it {day}.',
        '{hi}, I called the carrier: it is on the van for {day}.',
      ],
      ['Ok, I will wait until then', 'Will I get a message when it is close?', 'Thanks for calling them'],
      ['If it is not there by {day} evening, write here and I send a new one.', 'Yes, the carrier sends a text message one hour before.'],
    ],
  },
  {
    pages: SHOP,
    ask: [
      'Can I still change the address of {order}?',
      'I typed the wrong street in {order}, can you fix it?',
      'Need to change the delivery address for {order}, we moved to {city}',
    ],
    turns: [
      ['{hi}, yes, it is not roasted yet. What is the new address?', '{hi}, of course. Please send me street, number and postal code.'],
      ['Hafenstraße 12, 2nd floor, {city}', '48 Canal Street, {city}. The name stays the same.', 'Rua das Flores 21, {city}'],
      ['Changed. You will see it in your account in a minute.', 'All set. Should I use it for future orders too?'],
      ['Yes please', 'Thanks, that was quick', 'Wonderful'],
    ],
  },
  {
    pages: SHOP,
    ask: ['One bag in {order} is torn', 'My {coffee} arrived with a hole in the bag', 'The box of {order} was soaked and one bag is open'],
    turns: [
      [
        '{hi}, that should not happen. Could you email a photo to hello@northwind.example? I am sending a new bag in the meantime.',
        '{hi}, I am sorry. No need to send anything back. A new bag of {coffee} leaves {day}.',
      ],
      ['Photo is on its way', 'Just sent two pictures', 'Thank you. The other bag is fine.'],
      [
        'Got it, thank you. We are changing the tape on these boxes because of this.',
        'Thanks. The replacement is {order}-B, you will get the tracking link by email.',
      ],
    ],
  },
  {
    pages: SHOP,
    ask: [
      'I received {coffee} but ordered something else ({order})',
      'Wrong coffee in my box, {order}',
      'There is a bag of {coffee} in my order that I did not buy',
    ],
    turns: [
      ['{hi}, we mixed up two boxes. Keep the {coffee}, please, and the right one goes out {day}.', '{hi}, my apologies. Which coffee did you order?'],
      ['Oh nice, I will give it to my sister', 'Two bags of Morning, whole bean', 'Great, no complaints then'],
      ['Enjoy, and sorry again for the mix-up.', 'They leave {day}. The {coffee} is yours to keep.'],
    ],
  },
  {
    pages: SHOP,
    ask: [
      'Which coffee would you recommend for a {machine}?',
      'I have a {machine}. Which of your coffees fits best?',
      'Best beans for a {machine}?',
      'New {machine} here, no idea what to buy. Any tips?',
    ],
    turns: [
      [
        '{hi}, for the {machine} I would start with {coffee}: chocolate, hardly any acidity, and very forgiving.',
        '{hi}, {coffee} is what most people with a {machine} end up with. Do you drink it with milk?',
      ],
      ['Mostly with milk, two cups in the morning', 'Black, and not too bitter', 'What about something fruity?'],
      [
        'Then {coffee} it is. Grind a little finer than you think for the first bag.',
        'In that case try the sample box: four times 100 g, 14 EUR, and the price counts toward your first plan.',
        'Orchard is the fruity one. It is best as filter coffee, though.',
      ],
      ['Sample box ordered!', 'Good idea, thank you', 'I will give it a try'],
    ],
  },
  {
    pages: SHOP,
    ask: [
      'The {coffee} tastes sour on my {machine}',
      'My espresso with {coffee} runs far too fast',
      '{coffee} is bitter this time. Did you change the roast?',
      'I get only 20 seconds with {coffee}, what should I change?',
    ],
    turns: [
      ['{hi}, which dose and grind setting do you use?', '{hi}, sounds like the grind. How many grams go in, and how long does it run?'],
      ['18 g in, 40 g out, 21 seconds', '16 g, setting 12, about 19 seconds', 'I never weighed it, to be honest'],
      [
        'Two steps finer should bring you to 28 seconds. Change nothing else, then taste again.',
        'Then start with 18 g in and 36 g out, and grind finer until it takes 27 seconds.',
        'A kitchen scale makes the biggest difference. Until then: one step finer.',
      ],
      ['Much better already, wow', 'I will try that tomorrow morning', 'That helped, thank you'],
    ],
  },
  {
    pages: SHOP,
    ask: ['Do you have decaf?', 'is there a decaf that works for espresso', 'How is your decaf made?'],
    turns: [
      [
        '{hi}, yes: Evening from Colombia.',
        '{hi}, Evening works well as espresso, grind it slightly finer.',
        '{hi}, Evening is made with water and sugar cane.',
      ],
      ['Is it available in 1 kg bags?', 'Sounds good. In stock?', 'Nice, without solvents then'],
      ['At the moment in 250 g and 500 g only. I can put two 500 g bags at the 1 kg price for you.', 'Yes, roasted {day}.', 'Exactly, no solvents.'],
    ],
  },
  {
    pages: SHOP,
    ask: ['Is {coffee} back soon? It is sold out', 'When do you get {coffee} in again?', 'You are out of {coffee} :(', 'Will there be more of the {coffee}?'],
    turns: [
      [
        '{hi}, the new harvest lands in Hamburg next week. I expect bags by {day} in two weeks.',
        '{hi}, the next batch is roasted {day}. Should I put one aside for you?',
      ],
      ['Yes please, 2 x 500 g', 'Can you email me when it is there?', 'Ok great'],
      ['Two bags are reserved in your name until the end of the month.', 'I put you on the list, you get an email on that day.'],
      ['Thanks so much', 'perfect'],
    ],
  },
];
