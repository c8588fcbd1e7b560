import type { DemoFaq } from './faqs.ts';

/** What the bot of the machine shop knows. */
export const MACHINE_FAQS: Record<string, DemoFaq> = {
  stock: {
    category: 'Buying',
    question: 'When does my machine ship?',
    answer: 'Machines in stock leave within two working days. Otherwise the product page shows the week in which the next delivery arrives.',
    keywords: ['is it in stock', 'delivery time for a machine', 'when is it available again'],
  },
  'which-machine': {
    category: 'Buying',
    question: 'Which machine is right for me?',
    answer:
      'Compact One for up to six drinks a day, Duo if you make several milk drinks in a row, Bar Two for offices. All three can be tried in our showroom on Saturdays.',
    keywords: ['difference between Compact One and Duo', 'compare the espresso machines', 'which espresso machine should I buy'],
  },
  warranty: {
    category: 'Buying',
    question: 'How long is the warranty?',
    answer: 'Three years on parts and labor at home, two years in offices, one year on burrs. Keep the invoice; registering is not needed.',
    keywords: ['guarantee', 'warranty period', 'is a repair covered'],
  },
  'try-30-days': {
    category: 'Buying',
    question: 'Can I send a machine back?',
    answer: 'Yes, within 30 days, used or not. We pick it up and refund the full price.',
    keywords: ['return a machine', 'return period', 'money back if I do not like it'],
  },
  installments: {
    category: 'Buying',
    question: 'Can I pay in installments?',
    answer: 'From 300 EUR: choose 6, 12 or 24 months in the checkout. The first six months carry no interest.',
    keywords: ['monthly payment', 'financing', 'pay later'],
  },
  descale: {
    category: 'Care',
    question: 'How often should I descale?',
    answer: 'Every two months with hard water, twice a year with a filter in the tank. Use citric acid or our powder; vinegar damages the seals.',
    keywords: ['descaling', 'lime scale', 'how to decalcify the machine'],
  },
  'descale-light': {
    category: 'Care',
    question: 'The descaling light does not go out',
    answer: 'Take out the tank, hold both buttons for five seconds until the light blinks, put the tank back. The counter starts over.',
    keywords: ['reset the descaling light', 'descale lamp stays on', 'light still on after descaling'],
  },
  water: {
    category: 'Care',
    question: 'Which water should I use?',
    answer: 'Soft water, 3 to 6 °dH. With harder water use the FW-2 filter, which lasts about three months.',
    keywords: ['water hardness', 'do I need a water filter', 'which filter fits'],
  },
  'grinder-clean': {
    category: 'Care',
    question: 'How do I clean the grinder?',
    answer: 'Once a month: take off the upper burr (three screws), brush out the grounds, put it back. Never wash burrs with water.',
    keywords: ['clean the burrs', 'grinder cleaning', 'remove old grounds'],
  },
  repair: {
    category: 'Service',
    question: 'How do I book a repair?',
    answer: 'Under Service, then Booking. A courier picks the machine up; repairs take three working days, and you get an estimate first.',
    keywords: ['my machine is broken', 'send in for repair', 'book a service appointment'],
  },
  'service-price': {
    category: 'Service',
    question: 'What does a service cost?',
    answer: 'A yearly service is 89 EUR per machine with pick-up, new seals, descaling and a test protocol.',
    keywords: ['price of a yearly service', 'maintenance cost', 'how much is an inspection'],
  },
  loan: {
    category: 'Service',
    question: 'Do I get a loan machine during the repair?',
    answer: 'Yes, a Compact One, free of charge while yours is with us. Tick the box when you book.',
    keywords: ['replacement machine while mine is repaired', 'borrow a machine'],
    pageSpecific: '/service/*',
  },
  classes: {
    category: 'Classes',
    question: 'What do I learn in the barista class?',
    answer: 'Grinding, dosing, milk and cleaning, three hours, at most eight people, everyone at their own machine. In English and German.',
    keywords: ['barista course', 'latte art class for beginners', 'coffee workshop'],
    pageSpecific: '/classes',
  },
  'move-class': {
    category: 'Classes',
    question: 'Can I move my class to another date?',
    answer: 'Until three days before, as often as you like, with the link in your confirmation.',
    keywords: ['change the date of my course', 'reschedule the class', 'cannot come to the workshop'],
    pageSpecific: '/classes',
  },
};
