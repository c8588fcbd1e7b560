import { type ChildProcess, spawn } from 'node:child_process';

/** Ends the process when this one is gone, however that ends: then the pipe between us and the watcher closes. The watcher is to be killed once that is settled. */
export function endWithUs({ pid }: Pick<ChildProcess, 'pid'>, signal: 'TERM' | 'KILL'): ChildProcess {
  const watcher = spawn('sh', ['-c', `read -r _; kill -${signal} ${pid}`], { stdio: ['pipe', 'ignore', 'ignore'] });
  watcher.unref();
  return watcher;
}
