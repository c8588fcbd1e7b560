import { Router } from 'express';
import { coalesceCalls } from '../coalesce-calls.ts';
import type { Store } from '../store/store.ts';

/** `/health`: the process is alive. `/ready`: it can write to the store and is not stopping. `/version`. */
export function healthRouter(store: Store, isStopping: () => boolean, version: string): Router {
  const router = Router();
  // Concurrent probes share one check; its result is never older than the probe.
  const checkWritable = coalesceCalls(() => store.checkWritable());
  router.get('/health', (_request, response) => void response.json({ status: 'ok' }));
  router.get('/ready', async (_request, response) => {
    const problem = isStopping()
      ? 'stopping'
      : await checkWritable('store').then(
          () => null,
          () => 'store',
        );
    response.status(problem ? 503 : 200).json(problem ? { status: 'unavailable', reason: problem } : { status: 'ok' });
  });
  router.get('/version', (_request, response) => void response.json({ version }));
  return router;
}
