/** The embed code's key and address, read from the lines that the server generated. Null when they are not as expected. */
export function readEmbedCode(embedCode: string): { origin: string; script: string; siteKey: string } | null {
  const siteKey = /siteKey:\s*"([^"]+)"/.exec(embedCode)?.[1];
  const script = /src="([^"]+)"/.exec(embedCode)?.[1]?.replaceAll('&amp;', '&');
  if (!siteKey || !script || !URL.canParse(script)) return null;
  return { origin: new URL(script).origin, script, siteKey };
}

/**
 * What a page with a Content-Security-Policy must allow: the script and its parts, REST and the socket, and the site's own style sheet if it
 * is hosted elsewhere.
 */
export function cspLines(origin: string, customCSS: string): string {
  const connect = [origin, origin.replace(/^http/, 'ws')];
  if (URL.canParse(customCSS)) connect.push(new URL(customCSS).origin);
  return `script-src ${origin};\nconnect-src ${[...new Set(connect)].join(' ')};`;
}

export type Framework = 'react' | 'next' | 'vue' | 'wordpress' | 'gtm';

export const FRAMEWORKS: readonly { value: Framework; label: string; note: string }[] = [
  { value: 'react', label: 'React', note: 'Add it once, in the root component. The chat follows client-side navigation.' },
  { value: 'next', label: 'Next.js', note: 'Add it to app/layout.tsx, inside <body>.' },
  { value: 'vue', label: 'Vue', note: 'Add it to App.vue.' },
  { value: 'wordpress', label: 'WordPress', note: 'Add it to the theme’s functions.php, or paste the embed code with a plugin for footer scripts.' },
  {
    value: 'gtm',
    label: 'Tag Manager',
    note: 'Create a Custom HTML tag with the embed code above and trigger it on All Pages. Single-page apps need no extra triggers.',
  },
];

/** The same two lines for a framework; null where the embed code itself is pasted. */
export function frameworkSnippet(framework: Framework, { script, siteKey }: { script: string; siteKey: string }): string | null {
  const load = [
    `window.SupportChatConfig = { siteKey: '${siteKey}' };`,
    `const script = document.createElement('script');`,
    `script.src = '${script}';`,
    'script.async = true;',
    'document.body.append(script);',
  ];
  const indented = (spaces: number) => load.map((line) => ' '.repeat(spaces) + line).join('\n');
  switch (framework) {
    case 'react':
      return `useEffect(() => {\n${indented(2)}\n}, []);`;
    case 'next':
      return `import Script from 'next/script';\n\n<Script id="support-chat" strategy="afterInteractive">\n  {\`window.SupportChatConfig = { siteKey: '${siteKey}' };\`}\n</Script>\n<Script src="${script}" strategy="afterInteractive" />`;
    case 'vue':
      return `import { onMounted } from 'vue';\n\nonMounted(() => {\n${indented(2)}\n});`;
    case 'wordpress':
      return `add_action('wp_footer', function () { ?>\n  <script>window.SupportChatConfig = { siteKey: '${siteKey}' };</script>\n  <script async src="${script}"></script>\n<?php });`;
    case 'gtm':
      return null;
  }
}
