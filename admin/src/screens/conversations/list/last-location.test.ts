import { beforeEach, expect, test } from 'vitest';
import { lastLocation, rememberLocation } from './last-location.ts';

beforeEach(() => localStorage.clear());

test('[INBOX20] Live Chat opens where it was left: view and conversation in this tab, the view for later sign-ins', () => {
  expect(lastLocation('ada')).toBe('/conversations/unassigned');
  rememberLocation('ada', 'waiting', '/conversations/waiting/c1?q=refund');
  expect(lastLocation('ada')).toBe('/conversations/waiting/c1?q=refund');
  expect(lastLocation('ben')).toBe('/conversations/waiting');
});
