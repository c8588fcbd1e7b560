/** The texts of the form; each further language has the same keys. */
export const texts = {
  ask: 'Leave your email so that the team can reach you',
  save: 'Save',
  notNow: 'Not now',
  invalid: 'Enter an email address such as name@example.com.',
  failed: 'Could not save your email. Try again.',
  thanks: 'Thanks. The team can reach you at {email}.',
  change: 'Change',
};
export type EmailTexts = Record<keyof typeof texts, string>;
