/** What few pages need, as a separate part: it is fetched on demand, and costs other pages nothing. */

export { autoOpen } from './auto-open.ts';
export { followRules } from './follow-rules.ts';
export { recover } from './recover.ts';
export { reportIgnored } from './report-ignored.ts';
export { activate, startOverInFrame } from './start-over-in-frame.ts';
export { verifyBuiltIns } from './verify-built-ins.ts';
