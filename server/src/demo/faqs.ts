/** What the demo shop's bot knows. `keywords` are other ways to ask the same. */
export type DemoFaq = { question: string; answer: string; category: string; keywords: string[]; pageSpecific?: string; isActive?: false };

export const FAQS = {
  'shipping-time': {
    category: 'Shipping',
    question: 'How long does delivery take?',
    answer:
      'We roast on Mondays and Thursdays and ship the same day. Parcels arrive within 2 to 4 working days in the EU and 5 to 7 in the UK and Switzerland.',
    keywords: ['when will my coffee arrive', 'how fast do you ship', 'delivery time', 'how many days until I get my order'],
  },
  'shipping-cost': {
    category: 'Shipping',
    question: 'How much is shipping?',
    answer: 'Shipping is 4.90 EUR within the EU and 8.50 EUR to the UK and Switzerland. Orders from 39 EUR ship free within the EU.',
    keywords: ['what do you charge for delivery', 'shipping costs', 'is delivery free', 'free shipping from what amount'],
  },
  countries: {
    category: 'Shipping',
    question: 'Which countries do you ship to?',
    answer: 'We ship to all EU countries, the United Kingdom, Switzerland and Norway. We do not ship overseas yet.',
    keywords: ['do you deliver abroad', 'do you ship to Norway', 'do you ship to the US', 'international shipping', 'can I order from the UK'],
  },
  'track-parcel': {
    category: 'Shipping',
    question: 'Where is my parcel?',
    answer:
      'The tracking link is in the email "Your coffee is on its way". You also find it in your account under Orders. It shows the first scan in the evening of the roasting day.',
    keywords: ['track my order', 'tracking number', 'order status', 'has my coffee been shipped'],
  },
  'late-parcel': {
    category: 'Shipping',
    question: 'What if my parcel is late or lost?',
    answer:
      'If nothing has arrived after 7 working days, write to us with your order number. We send the coffee again at no cost and sort it out with the carrier.',
    keywords: ['my parcel should be here by now', 'my order never arrived', 'package is lost', 'delivery is overdue', 'tracking has not moved for days'],
  },
  'change-address': {
    category: 'Orders',
    question: 'How do I change my delivery address?',
    answer: 'Go to Account, then Addresses. Changes apply to every order that is not roasted yet, so make them before 10:00 on the roasting day.',
    keywords: ['I moved, update my address', 'wrong shipping address', 'send it to another address', 'new address for my subscription'],
  },
  'cancel-order': {
    category: 'Orders',
    question: 'Can I cancel an order?',
    answer: 'Yes, until 10:00 on the roasting day: open Account, then Orders, and choose Cancel. The money is back within 3 working days.',
    keywords: ['I want to cancel my purchase', 'undo my order', 'ordered by mistake', 'stop an order that I just placed'],
  },
  returns: {
    category: 'Orders',
    question: 'Can I return coffee?',
    answer:
      'Unopened bags can come back within 30 days; we refund the full price. If you opened a bag and do not like it, tell us: the first bag of each kind is on us.',
    keywords: ['return policy', 'send a bag back', 'I do not like the coffee', 'how do I get a refund'],
  },
  damaged: {
    category: 'Orders',
    question: 'My order arrived damaged. What now?',
    answer:
      'Sorry about that. Send a photo of the bag and the box to hello@northwind.example with your order number, and we send a new one with the next roast.',
    keywords: ['bag was torn', 'the package is broken', 'coffee spilled in the box', 'received a damaged parcel'],
  },
  'pause-plan': {
    category: 'Subscription',
    question: 'How do I pause my subscription?',
    answer:
      'Open Account, then Plan, and choose Pause. You may pause for up to 12 weeks; deliveries go on by themselves afterwards, and you can end the pause any time.',
    keywords: ['put my plan on hold', 'going on holiday, stop deliveries for a while', 'pause deliveries', 'suspend subscription'],
  },
  'skip-delivery': {
    category: 'Subscription',
    question: 'Can I skip one delivery?',
    answer: 'Yes. In Account, then Plan, choose Skip next to the delivery. You can do so until 10:00 on the roasting day, and you are not charged for it.',
    keywords: ['skip the next shipment', 'still have enough coffee this month', 'leave out one box', 'no delivery next week please'],
  },
  'change-plan': {
    category: 'Subscription',
    question: 'How do I change my plan?',
    answer: 'Under Account, then Plan, you can change size, grind, roast and rhythm at any time. The change counts from your next delivery.',
    keywords: ['switch to a bigger plan', 'change how often I get coffee', 'upgrade my subscription', 'get coffee every week instead of every month'],
  },
  'cancel-plan': {
    category: 'Subscription',
    question: 'How do I cancel my subscription?',
    answer: 'Under Account, then Plan, choose End plan. There is no minimum term; a delivery that is already roasted still comes to you.',
    keywords: ['end my plan', 'unsubscribe from coffee deliveries', 'notice period', 'stop my subscription for good'],
  },
  'gift-plan': {
    category: 'Subscription',
    question: 'Can I give a subscription as a gift?',
    answer:
      'Yes: choose Gift on the Plans page. You pay once for 3, 6 or 12 deliveries, it never renews, and you can add a card and the date of the first box.',
    keywords: ['coffee as a present', 'gift subscription', 'give a subscription to a friend', 'birthday gift'],
  },
  grind: {
    category: 'Coffee',
    question: 'Which grind should I choose?',
    answer:
      'Fine for espresso machines, medium-fine for a moka pot, medium for filter and pour-over, coarse for French press and cold brew. If you own a grinder, take whole beans.',
    keywords: ['what grind for French press', 'grind size for moka pot', 'do you sell ground coffee', 'which grind for an espresso machine'],
  },
  'roast-date': {
    category: 'Coffee',
    question: 'How fresh is the coffee?',
    answer: 'Every bag carries its roast date and leaves us on that day. It tastes best from day 5 to day 40 after roasting.',
    keywords: ['roast date', 'when was it roasted', 'best before date', 'how old are the beans'],
  },
  storage: {
    category: 'Coffee',
    question: 'How should I store coffee?',
    answer:
      'In its closed bag, dry and at room temperature. Not in the fridge: it takes on smells there. Whole beans may be frozen in portions for up to 3 months.',
    keywords: ['keep beans in the fridge', 'can I freeze coffee', 'how to keep coffee fresh', 'where to put an open bag'],
  },
  decaf: {
    category: 'Coffee',
    question: 'Do you have decaf?',
    answer: 'Yes, Evening from Colombia. It is decaffeinated with water and sugar cane, without solvents, and keeps less than 0.1% caffeine.',
    keywords: ['coffee without caffeine', 'decaffeinated beans', 'how is the decaf made', 'low caffeine'],
  },
  organic: {
    category: 'Coffee',
    question: 'Is the coffee organic and fairly traded?',
    answer:
      'Morning and Evening are certified organic (DE-ECO-006). For all coffees we pay farms at least 40% above the market price and print what we paid on the bag.',
    keywords: ['do you have organic beans', 'fair trade', 'where does the coffee come from', 'certified organic'],
  },
  'payment-methods': {
    category: 'Payment',
    question: 'How can I pay?',
    answer: 'By card (Visa, Mastercard, American Express), PayPal, SEPA direct debit, Apple Pay and Google Pay. Companies can pay by invoice.',
    keywords: ['do you take PayPal', 'payment methods', 'pay with Apple Pay', 'can I use a credit card'],
  },
  invoice: {
    category: 'Payment',
    question: 'Where do I find my invoice?',
    answer:
      'Under Account, then Orders, as a PDF with VAT. To have a company name or VAT number on it, enter them under Account, then Billing, before you order.',
    keywords: ['I need a receipt', 'download invoice', 'VAT number on the bill', 'bill for my company'],
  },
  'promo-code': {
    category: 'Payment',
    question: 'Why does my discount code not work?',
    answer:
      'Codes work once per person, not together with another code, and not on gift plans. Check for a blank at the end, and that the minimum of 25 EUR is reached.',
    keywords: ['promo code invalid', 'coupon is not accepted', 'voucher code rejected', 'discount was not applied'],
    pageSpecific: '/demo/checkout',
  },
  'office-plan': {
    category: 'Subscription',
    question: 'Do you have a plan for offices?',
    answer:
      'The Office plan brings 2 kg every two weeks for 74 EUR, on invoice if you like. From 6 kg a month there are further discounts; ask us for an offer.',
    keywords: ['coffee for our company', 'bulk order for a team', 'wholesale prices', 'office coffee subscription'],
    pageSpecific: '/demo/pricing',
  },
  password: {
    category: 'Account',
    question: 'I cannot sign in. What can I do?',
    answer: 'Choose "Forgot password" on the sign-in page. The link in our email is valid for one hour; please look into the spam folder too.',
    keywords: ['forgot my password', 'reset password', 'login does not work', 'locked out of my account'],
  },
  'holiday-delivery': {
    category: 'Shipping',
    question: 'Will my order arrive before Christmas?',
    answer: 'Orders until 17 December, 10:00, arrive before Christmas in the EU; until 12 December in the UK and Switzerland.',
    keywords: ['last order date for Christmas', 'delivery before the holidays', 'in time for Christmas'],
    isActive: false,
  },
} as const satisfies Record<string, DemoFaq>;

export type FaqKey = keyof typeof FAQS;
