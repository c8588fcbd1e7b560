import { beforeEach, expect, test } from 'vitest';
import { lastPlace, rememberPlace } from './last-location.ts';

beforeEach(() => localStorage.clear());

test('[INBOX20] Live Chat opens where it was left: view and conversation in this tab, the view for later sign-ins', () => {
  expect(lastPlace('ada')).toBe('/conversations/unassigned');
  rememberPlace('ada', 'waiting', '/conversations/waiting/c1?q=refund');
  expect(lastPlace('ada')).toBe('/conversations/waiting/c1?q=refund');
  expect(lastPlace('ben')).toBe('/conversations/waiting');
});
