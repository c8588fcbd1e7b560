import { expect, test } from 'vitest';
import { summarize } from './test.mjs';

const report = { numPassedTests: 12, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0, testResults: [{ status: 'passed', assertionResults: [{}] }] };

test('the last line counts passed and failed tests', () => {
  expect(summarize(report)).toBe('12 passed, 0 failed');
});

test('skipped tests are reported', () => {
  expect(summarize({ ...report, numPendingTests: 2, numTodoTests: 1 })).toBe('12 passed, 0 failed, 3 skipped');
});

test('a file that failed before its first test is a failure', () => {
  expect(summarize({ ...report, testResults: [...report.testResults, { status: 'failed', assertionResults: [] }] })).toBe('12 passed, 1 failed');
});
