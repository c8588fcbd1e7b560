import { fileURLToPath } from 'node:url';
import { LAUNCHER_TEXTS } from '@supportchat/text/launcher-texts';
import { defineConfig, type Plugin } from 'vite';
import { FRAME_NAME } from './src/rescue/frame-name.ts';
import { VIEWS } from './src/views/views.ts';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Everything that is fetched on demand; each name becomes `dist/w/<name>-<hash>.js`, with one hash for all. */
export const CHUNKS: Record<string, string> = {
  chat: at('./src/active/activate.ts'),
  // Not part of the first open: each is fetched when it is needed.
  links: at('./src/panel/links.ts'),
  options: at('./src/panel/options.ts'),
  sound: at('./src/active/sound.ts'),
  rescue: at('./src/rescue/rescue.ts'),
  ...Object.fromEntries(Object.keys(LAUNCHER_TEXTS).map((language) => [`text-${language}`, at(`./src/locales/${language}.ts`)])),
  ...Object.fromEntries(VIEWS.flatMap(({ name }) => [[`view-${name}`, at(`./src/views/${name}/view.ts`)], ...localesOf(name)])),
};

/** The texts of a view: one chunk for each language. */
function localesOf(view: string): [chunk: string, file: string][] {
  return Object.keys(LAUNCHER_TEXTS).map((language) => [`texts-${view}-${language}`, at(`./src/views/${view}/locales/${language}.ts`)]);
}

/**
 * Our code may run in a frame of the page, where the built-ins are untouched (`rescue/move-into-frame.ts`). What belongs to the page is the page's in both
 * places, written as usual; everything else, `globalThis.document` too, is of the realm that the code runs in.
 */
const OF_PAGE = {
  window: 'scPage',
  document: 'scPage.document',
  location: 'scPage.location',
  history: 'scPage.history',
  navigation: 'scPage.navigation',
  innerWidth: 'scPage.innerWidth',
  innerHeight: 'scPage.innerHeight',
  CSSStyleSheet: 'scPage.CSSStyleSheet',
  matchMedia: 'scMatchMedia',
};
const INTRO = `const scPage=window.name===${JSON.stringify(FRAME_NAME)}?window.parent:window,scMatchMedia=(query)=>matchMedia.call(scPage,query);`;

/**
 * `vite build --mode chunks` makes the ES modules, `--mode loader` the classic script `widget.js`, which must know the hash in their
 * names (`CHUNKS_HASH`). `build.mjs` runs both.
 */
export default defineConfig(({ mode }) => ({
  root: at('.'),
  base: './',
  publicDir: false,
  plugins: [usedParts()],
  define: { ...OF_PAGE, __CHUNKS__: JSON.stringify(process.env.CHUNKS_HASH ?? ''), 'process.env.NODE_ENV': '"production"' },
  build: {
    target: ['chrome111', 'firefox113', 'safari16.4'],
    // Newer only for `light-dark()`, which the panel does not use: nothing is written twice.
    cssTarget: ['chrome123', 'firefox121', 'safari17.5'],
    outDir: mode === 'loader' ? 'dist' : 'dist/w',
    assetsDir: '',
    emptyOutDir: false,
    modulePreload: false,
    cssMinify: 'lightningcss',
    reportCompressedSize: false,
    ...(mode === 'loader'
      ? {
          // Library mode keeps `import()` as it is written; only its ES format, which we do not use, leaves white space.
          lib: { entry: at('./src/loader/main.ts'), formats: ['iife'], name: 'SupportChatLoader', fileName: () => 'widget.js' },
          rolldownOptions: { output: { intro: INTRO } },
        }
      : {
          rolldownOptions: {
            input: CHUNKS,
            preserveEntrySignatures: 'allow-extension',
            // Its one side effect is for its own requests.
            treeshake: { moduleSideEffects: (id) => !/engine\.io-client.*polling-xhr/.test(id) },
            output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'shared.js', comments: false, intro: INTRO },
          },
        }),
  },
}));

/** Replacements for parts of the official Socket.IO client that the widget does not use; with the edits below they save 3.6 kB. */
const REPLACED: Record<string, string> = {
  // A WebSocket constructor that throws, or is none, would go unnoticed: the next transport is tried only after a failure that comes later.
  // WebSocket, and long-polling in its `fetch` form; neither WebTransport nor the older XHR form.
  'engine.io-client/build/esm/transports/index.js': `import { Fetch } from './polling-fetch.js';
import { WS } from './websocket.node.js';
class LateWS extends WS {
  createSocket(...args) {
    try {
      return super.createSocket(...args);
    } catch (error) {
      setTimeout(() => this.onError('websocket error', error));
      return { close() {} };
    }
  }
}
export const transports = { websocket: LateWS, polling: Fetch };`,
  // Every browser that runs the widget parses addresses itself.
  'engine.io-client/build/esm/contrib/parseuri.js': `export function parse(source) {
  const { protocol, hostname, port, pathname, search } = new URL(source);
  return { source, protocol: protocol.slice(0, -1), host: hostname.replace(/[[\\]]/g, ''), port, path: pathname, query: search.slice(1), queryKey: {} };
}`,
  // Nothing binary is ever sent or received: packets are text.
  'engine.io-parser/build/esm/encodePacket.browser.js': `import { PACKET_TYPES } from './commons.js';
export const encodePacket = ({ type, data }, supportsBinary, callback) => callback(PACKET_TYPES[type] + (data || ''));
export const encodePacketToBinary = undefined;`,
  'engine.io-parser/build/esm/decodePacket.browser.js': `import { ERROR_PACKET, PACKET_TYPES_REVERSE } from './commons.js';
export const decodePacket = (text) => {
  const type = PACKET_TYPES_REVERSE[text[0]];
  return type ? { type, data: text.slice(1) } : ERROR_PACKET;
};`,
  // Our addresses have no query of their own.
  'engine.io-client/build/esm/contrib/parseqs.js': `export const encode = (query) => Object.entries(query).map((pair) => pair.map(encodeURIComponent).join('=')).join('&');
export const decode = () => ({});`,
  // A browser is all that it runs in.
  'engine.io-client/build/esm/globals.js': `export const nextTick = (act) => Promise.resolve().then(act);
export const globalThisShim = self;
export const defaultBinaryType = 'arraybuffer';
export const createCookieJar = () => {};`,
  // One namespace of one server, which is never shared.
  'socket.io-client/build/esm/index.js': `import { Manager } from './manager.js';
export const io = (uri, options) => new Manager(uri, options).socket(new URL(uri).pathname, options);`,
  'socket.io-parser/build/esm/is-binary.js': 'export const isBinary = () => false; export const hasBinary = isBinary;',
  'socket.io-parser/build/esm/binary.js': `export const deconstructPacket = (packet) => ({ packet, buffers: [] });
export const reconstructPacket = (packet) => packet;`,
};

/** Edits of another part: a module that is used as an object keeps all that it exports. */
const EDITED: Record<string, [from: string, to: string][]> = {
  'socket.io-client/build/esm/manager.js': [
    ['import * as parser from', 'import { Decoder, Encoder } from'],
    ['const _parser = opts.parser || parser;', ''],
    ['new _parser.Encoder()', 'new Encoder()'],
    ['new _parser.Decoder()', 'new Decoder()'],
  ],
};

function usedParts(): Plugin {
  const find = <T>(parts: Record<string, T>, id: string) => {
    const path = id.replaceAll('\\', '/').split('?')[0] ?? '';
    return Object.entries(parts).find(([file]) => path.endsWith(file))?.[1];
  };
  return {
    name: 'used-parts',
    enforce: 'pre',
    load: (id) => find(REPLACED, id) ?? null,
    transform(code, id) {
      return find(EDITED, id)?.reduce((edited, [from, to]) => {
        if (!edited.includes(from)) throw new Error(`${id} has changed: "${from}" is not in it.`);
        return edited.replace(from, to);
      }, code);
    },
  };
}
