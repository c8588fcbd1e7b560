/** What few pages need, in a part of its own: it is fetched when it is needed, and counts for no other page. */
export { followRules } from './follow-rules.ts';
export { activate, moveToShelter } from './move-to-shelter.ts';
export { openByItself } from './open-by-itself.ts';
export { recover } from './recover.ts';
export { reportIgnored } from './report-ignored.ts';
export { stillWork } from './still-work.ts';
