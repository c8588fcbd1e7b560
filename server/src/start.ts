import { type Application, createApplication } from './app.ts';
import { type Config, publicUrlOf } from './config.ts';
import { missingBuilds } from './http/static-files.ts';
import { newObjectId } from './ids.ts';
import { createLog } from './log.ts';
import { loadSecrets } from './secrets.ts';
import { openStore } from './store/open-store.ts';

/** Opens the store and serves, as the settings say. */
export async function startServer(config: Config): Promise<Application> {
  const log = createLog(config);
  const clock = () => new Date();
  const secrets = loadSecrets(config.dataDir);
  const store = await openStore(config, { clock, onProblem: (problem) => log.error({ err: problem }, 'the store cannot be written at the moment') });
  const application = createApplication({ config, store, clock, newId: () => newObjectId(clock()), log, secrets });
  try {
    const port = await application.listen();
    log.debug({ port, publicUrl: publicUrlOf(config, port) }, 'listening');
  } catch (failure) {
    await store.close();
    throw failure;
  }
  return application;
}

/** What a person who typed `npm start` wants to know. */
export async function describeStart(application: Application, config: Config): Promise<string> {
  const url = application.publicUrl();
  const setupLink = await application.setupLink();
  const lines = [
    '',
    `  SupportChat is running.`,
    '',
    `  Admin panel   ${url}/admin/`,
    ...(config.demoPage ? [`  Demo page     ${url}/demo/`] : []),
    ...(setupLink ? ['', '  Nobody has an account yet. Create the owner with this one-time link:', `  ${setupLink}`] : []),
    ...missingBuilds().map((file) => `\n  Not built yet: ${file}. Run npm run build.`),
    '',
  ];
  return lines.join('\n');
}
