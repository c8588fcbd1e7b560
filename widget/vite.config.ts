import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin } from 'vite';
import { LAUNCHER_TEXTS } from './src/locales/languages.ts';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Everything that is fetched on demand; each name becomes `dist/w/<name>-<hash>.js`. */
export const CHUNKS: Record<string, string> = {
  chat: at('./src/active/activate.ts'),
  socket: at('./src/socket/socket.ts'),
  panel: at('./src/panel/mount.ts'),
  ...Object.fromEntries(Object.keys(LAUNCHER_TEXTS).map((language) => [`locale-${language}`, at(`./src/locales/${language}.ts`)])),
};

/**
 * `vite build --mode chunks` makes the ES modules, `--mode loader` the classic script `widget.js`, which must know their hashes
 * (`CHUNK_HASHES`, a JSON object). `build.mjs` runs both.
 */
export default defineConfig(({ mode }) => ({
  root: at('.'),
  base: './',
  publicDir: false,
  plugins: [withoutWebTransport()],
  define: { __CHUNKS__: process.env.CHUNK_HASHES ?? '{}', 'process.env.NODE_ENV': '"production"' },
  build: {
    target: ['chrome94', 'firefox101', 'safari16.4'],
    outDir: mode === 'loader' ? 'dist' : 'dist/w',
    assetsDir: '',
    emptyOutDir: mode !== 'loader',
    modulePreload: false,
    cssMinify: 'lightningcss',
    reportCompressedSize: false,
    ...(mode === 'loader'
      ? {
          // Library mode keeps `import()` as it is written; only its ES format, which we do not use, leaves white space.
          lib: { entry: at('./src/loader/main.ts'), formats: ['iife'], name: 'SupportChatLoader', fileName: () => 'widget.js' },
        }
      : {
          rolldownOptions: {
            input: CHUNKS,
            preserveEntrySignatures: 'allow-extension',
            output: { format: 'es', entryFileNames: '[name]-[hash:6].js', chunkFileNames: 'shared-[hash:6].js', comments: false },
          },
        }),
  },
}));

/** Socket.IO's third transport costs 0.9 kB and is never asked for: its table of transports is loaded without it. */
function withoutWebTransport(): Plugin {
  return {
    name: 'without-web-transport',
    enforce: 'pre',
    load(id) {
      if (!id.replaceAll('\\', '/').split('?')[0]?.endsWith('engine.io-client/build/esm/transports/index.js')) return null;
      return `import { XHR } from './polling-xhr.node.js';
import { WS } from './websocket.node.js';
export const transports = { websocket: WS, polling: XHR };`;
    },
  };
}
