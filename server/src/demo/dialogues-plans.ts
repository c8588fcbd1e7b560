import type { Dialogue } from './dialogue.ts';

const SHOP = ['/demo/', '/demo/', '/demo/faq'];
const PLANS = ['/demo/pricing'];
const CHECKOUT = ['/demo/checkout'];

/** What visitors of the coffee shop write about plans, payment and everything else. */
export const PLAN_DIALOGUES: Dialogue[] = [
  {
    pages: PLANS,
    ask: ['How do I pause my subscription?', 'Going on vacation for three weeks, can I put my plan on hold?', 'I would like to pause deliveries until {day}'],
    turns: [
      ['{hi}, I can do that for you. From when to when?', '{hi}, done from here if you like. Until which date?'],
      ['From the 3rd to the 24th please', 'Until the end of next month', 'Just the next two boxes'],
      ['Paused. Your next box leaves right after that, and nothing is charged in between.', 'Done. You will get a reminder three days before it starts again.'],
      ['Great, thanks', 'Super easy. Thank you', 'Thank you, have a nice week'],
    ],
  },
  {
    pages: PLANS,
    ask: [
      'What is the difference between Taster and Regular?',
      'Which plan is right for two people who drink 4 cups a day?',
      'Taster or Regular for a household of three?',
      'I cannot decide between the plans',
    ],
    turns: [
      [
        '{hi}, Taster is 250 g every four weeks, always another coffee. Regular is 500 g every two weeks of one that you choose.',
        '{hi}, four cups a day are about 500 g in two weeks. That is the Regular plan.',
      ],
      ['And I can switch later?', 'Is there a way to mix them?', 'Then Regular it is'],
      [
        'At any time, in your account under Plan.',
        'Choose Surprise me as the coffee: every box is another one then.',
        'Good choice. The first box leaves {day}.',
      ],
    ],
  },
  {
    pages: PLANS,
    ask: ['I was charged twice this month', 'There are two payments from you on my card, 21 EUR each', 'Why was I charged again for {order}?'],
    turns: [
      ['{hi}, let me look at both payments.', '{hi}, one moment, I am checking your account.'],
      ['Thank you. The dates are the 2nd and the 3rd', 'ok', 'I only got one box'],
      [
        'The second one is a reservation that was never collected. Your bank releases it within three days.',
        'You are right, the card was charged twice when the page timed out. I refunded 21 EUR just now.',
        'I see it: one is for the box that leaves {day}. Would you like me to skip it?',
      ],
      ['Ah, that explains it. Thanks', 'Thank you for the refund', 'No, keep it. All good then.'],
    ],
  },
  {
    pages: PLANS,
    ask: [
      'We are {count} people in the office. What would coffee for us cost?',
      'Do you have a plan for offices? We are {count} people',
      'Looking for coffee for a team of {count}, monthly invoice',
      'Wholesale prices for a small café?',
    ],
    turns: [
      [
        '{hi}, happy to make you an offer. How many cups per person and day, roughly?',
        '{hi}, for {count} people I would start with 4 kg a month, that is 2 kg every two weeks for 74 EUR.',
      ],
      ['About two each', 'Some drink five, some none', 'We use around 6 kg a month now'],
      [
        'Then 6 kg a month at 35 EUR per kilo, invoiced at month end. Should I send that as a PDF?',
        'With 6 kg you get 8% off, so 204 EUR a month. The first kilo is a free trial.',
      ],
      ['Please send it to our office manager, address follows by email', 'Yes please', 'Let me discuss it with the team'],
      ['Sent. The offer is valid for four weeks.', 'No rush. Write here whenever you are ready.'],
    ],
  },
  {
    pages: PLANS,
    ask: ['How do I cancel my subscription?', 'I want to end my plan', 'please cancel my subscription, {order}'],
    turns: [
      ['{hi}, done as of today. May I ask what we could have done better?', '{hi}, I can do that. Would a pause of up to 12 weeks help instead?'],
      ['Nothing at all, I simply have too much coffee at home', 'The doctor said less caffeine, sadly', 'A pause is fine actually'],
      [
        'That happens. You are welcome back any time, your settings are kept.',
        'I see. We have a good decaf, in case you miss it.',
        'Paused for 8 weeks. You can end the pause whenever you like.',
      ],
    ],
  },
  {
    pages: PLANS,
    ask: ['Can I give a subscription as a gift?', 'I would like to give six boxes to my parents in {city}', 'Is there a gift card or something like that?'],
    turns: [
      [
        '{hi}, yes: 3, 6 or 12 boxes, paid once, and it never renews. When should the first one arrive?',
        '{hi}, choose Gift on this page. You can add a card with your own words.',
      ],
      ['On the 14th, it is a birthday', 'Can the invoice go to me and the coffee to them?', 'As soon as possible'],
      ['Order by {day} and it is there in time. I will keep an eye on it.', 'Yes, there are two addresses in the checkout, and no price in the box.'],
      ['Lovely, ordering now', 'Thank you for the help'],
    ],
  },
  {
    pages: CHECKOUT,
    ask: [
      'Why does my discount code not work?',
      'Code WELCOME10 is rejected',
      'My voucher says "invalid" in the checkout',
      'the code from your newsletter does not work',
    ],
    turns: [
      ['{hi}, which code is it, and what is in the cart?', '{hi}, the code needs a cart of 25 EUR. May I ask what is in yours?'],
      ['WELCOME10, two bags of {coffee}', 'AUTUMN15 and a gift plan', 'only one bag, 12 EUR'],
      [
        'There was a blank at the end. I set it for you, please reload the page.',
        'Codes do not count for gift plans, sorry. I can add a free sample bag instead.',
        'Then a second bag gets you there, and shipping stays the same.',
      ],
      ['It works now, thanks', 'A sample bag is great', 'ok, added one'],
    ],
  },
  {
    pages: CHECKOUT,
    ask: [
      'How can I pay?',
      'The payment page says "declined" although my card is fine',
      'PayPal does not open in the checkout',
      'Can I pay by invoice as a company?',
    ],
    turns: [
      [
        '{hi}, by card, PayPal, direct debit, Apple Pay and Google Pay.',
        '{hi}, the bank expects a confirmation in its app. Did one come up?',
        '{hi}, sorry for the trouble. Does it happen in another browser too?',
        '{hi}, yes. Choose Invoice in the checkout, payable within 14 days.',
      ],
      ['Apple Pay it is', 'Oh, there it was. Hidden in the notifications', 'In Safari yes, Chrome works', 'Do you need our VAT number?'],
      [
        'Great, {order} is on its way to the roastery.',
        'Good. {order} is paid.',
        'Then a content blocker is likely the reason. Good that Chrome works.',
        'Please enter it under Billing before you order.',
      ],
      ['Thanks!', 'Thanks for your patience', 'That worked', 'Done, thank you'],
    ],
  },
  {
    pages: CHECKOUT,
    ask: ['Do you ship to Norway?', 'Do you deliver to {city}?', 'Is shipping to Switzerland possible, and what about customs?', 'International shipping?'],
    turns: [
      ['{hi}, yes. Customs are included in the price, you pay nothing on delivery.', '{hi}, we do. For {city} it is 8.50 EUR and takes 5 to 7 working days.'],
      ['Great, then I order now', 'What about 3 kg?', 'Is that per box?'],
      ['You will receive the tracking link with the next roast.', 'Up to 5 kg the price is the same.', 'Per box, yes.'],
    ],
  },
  {
    pages: CHECKOUT,
    ask: ['Where do I find my invoice?', 'I need an invoice with our VAT number for {order}', 'Could you send me the receipt for {order}?'],
    turns: [
      ['{hi}, sent to your email just now.', '{hi}, which VAT number should be on it?'],
      ['Got it, thanks', 'DE811223344, Studio Nord GmbH', 'Thank you. Can future ones go to accounting@ directly?'],
      ['I corrected it and sent the new PDF. It is under Orders as well.', 'Yes, I entered that address under Billing for you.', 'You are welcome.'],
    ],
  },
  {
    pages: SHOP,
    ask: ['I cannot sign in. What can I do?', 'password reset email never arrives', 'locked out of my account since the update'],
    turns: [
      [
        '{hi}, the email went out but your provider holds it back. I sent a second one from another address.',
        '{hi}, which email address do you use? I see two accounts in your name.',
      ],
      ['It is there now!', 'The one with gmail', 'Found it in the spam folder'],
      ['Great. The link is valid for one hour.', 'Then I merge the two, all your orders will be in one place.'],
      ['Works. Thank you', 'Awesome, thanks'],
    ],
  },
  {
    pages: SHOP,
    ask: ['Is the coffee organic and fairly traded?', 'How much do the farmers get for {coffee}?', 'Where does {coffee} come from?'],
    turns: [
      [
        '{hi}, {coffee} comes from a cooperative of 212 farms that we visit once a year. We paid 8.40 USD per kilo this season.',
        '{hi}, the numbers are printed on every bag: for {coffee} 46% above the market price.',
      ],
      ['Impressive, you do not see that often', 'Is there a report that I can read?', 'Thank you, good to know'],
      ['Thank you. The full report is at https://northwind.example/prices.', 'Yes, https://northwind.example/prices, updated in September.'],
    ],
  },
  {
    pages: SHOP,
    ask: ['Do you offer tastings or tours?', 'can we visit the roastery on a Saturday?', 'Are you open to visitors? We are in {city} next week'],
    turns: [
      ['{hi}, yes: every Saturday at 11, about an hour, free of charge. For how many people?', '{hi}, gladly. Saturdays at 11. Shall I put you on the list?'],
      ['Four adults, one child', 'Two please', 'Yes! Three of us'],
      ['You are on the list. The entrance is in the courtyard, look for the green door.', 'Done. See you on Saturday.'],
      ['Looking forward to it', 'Great, see you'],
    ],
  },
  {
    pages: SHOP,
    ask: ['hi', 'Hello, is anyone there?', 'Hey, quick question', 'Good morning'],
    turns: [
      ['{hi}, how can I help?', '{hi}, yes, go ahead.', '{hi}, what can I do for you?'],
      [
        'How long does a 500 g bag keep once opened?',
        'Are your bags recyclable?',
        'Do you sell paper filters as well?',
        'Is {coffee} available ground for a {machine}?',
      ],
      [
        'Three to four weeks in the closed bag are fine. After that it gets flat.',
        'Yes, they go with plastics. The label comes off easily.',
        'We do not, but Northwind Machines does. Link: https://machines.northwind.example/filters',
        'Yes, choose the grind under the photo before you add it to the cart.',
      ],
      ['Thanks!', 'That was all. Have a good day', 'Perfect'],
    ],
  },
  {
    pages: SHOP,
    ask: ['Can I return coffee?', 'I do not like {coffee} at all, sorry. Can I send it back?', 'Bought the wrong grind, can I exchange it?'],
    turns: [
      ['{hi}, the first bag of each kind is on us. What would you like instead?', '{hi}, no problem. Keep the bag and tell me which grind you need.'],
      ['Something milder, please', 'Medium for a filter machine', 'Whole beans would be best'],
      ['Then Morning. It leaves {day}, free of charge.', 'Sent with the next roast. Give the other one to a colleague.'],
      ['You people are great', 'Thank you very much'],
    ],
  },
];
