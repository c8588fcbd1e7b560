import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { capture } from './child.mjs';
import { requireSuccess, StepFailed, step } from './steps.mjs';

const COMMANDS = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/**
 * Path of a Chromium or Chrome: CHROMIUM_PATH, else the first on the PATH, else where they are usually installed. Null when there is none.
 * @param {NodeJS.ProcessEnv} [env]
 * @param {(path: string) => boolean} [exists]
 */
export function findChromium(env = process.env, exists = existsSync) {
  if (env.CHROMIUM_PATH) return exists(env.CHROMIUM_PATH) ? env.CHROMIUM_PATH : null;
  const onPath = (env.PATH ?? '').split(delimiter).flatMap((folder) => COMMANDS.map((command) => join(folder, command)));
  return [...onPath, ...PLACES].find((path) => exists(path)) ?? null;
}

/** The Chromium for the browser tests, installed first on a Debian where we are root. */
export async function requireChromium() {
  const found = findChromium();
  if (found !== null) return found;
  if (process.env.CHROMIUM_PATH) throw new StepFailed(`CHROMIUM_PATH=${process.env.CHROMIUM_PATH} does not exist.`);
  if (mayInstall()) {
    await step('Installing Chromium for the browser tests', async () => {
      const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
      requireSuccess('apt-get update', await capture('apt-get', ['update', '-q'], { env }));
      requireSuccess(
        'apt-get install chromium',
        await capture('apt-get', ['install', '-y', '-q', '--no-install-recommends', 'chromium', 'fonts-liberation'], { env }),
      );
    });
  }
  const installed = findChromium();
  if (installed !== null) return installed;
  throw new StepFailed('The browser tests need Chromium or Chrome. Install one (on Debian: apt-get install chromium), or set CHROMIUM_PATH to its executable.');
}

function mayInstall() {
  const isDebian = existsSync('/etc/os-release') && /^ID=["']?debian["']?$/m.test(readFileSync('/etc/os-release', 'utf8'));
  return isDebian && process.getuid?.() === 0;
}
