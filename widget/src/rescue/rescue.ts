/** What few pages need, as a separate part: it is fetched on demand, and costs other pages nothing. */
export { followRules } from './follow-rules.ts';
export { activate, moveToShelter } from './move-to-shelter.ts';
export { openByItself } from './open-by-itself.ts';
export { recover } from './recover.ts';
export { reportIgnored } from './report-ignored.ts';
export { stillWork } from './still-work.ts';
