/**
 * The shop's /demo/config.js: the widget's settings, or, without a site, the signal for the page to say so. A separate file, because the page
 * allows no inline script.
 */
export function demoConfigScript(siteKey: string | null): string {
  if (siteKey === null) return `document.documentElement.classList.add('without-site');\n`;
  return `window.SupportChatConfig = { siteKey: ${JSON.stringify(siteKey)} };\n`;
}
