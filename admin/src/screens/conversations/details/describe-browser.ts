import Bowser from 'bowser';

/** `Firefox 144, macOS` */
export function describeBrowser(userAgent: string): string {
  const { browser, os } = Bowser.parse(userAgent);
  const version = browser.version?.split('.')[0];
  return [[browser.name, version].filter(Boolean).join(' '), os.name].filter(Boolean).join(', ');
}
