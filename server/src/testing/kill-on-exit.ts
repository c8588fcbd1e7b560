import { type ChildProcess, spawn } from 'node:child_process';

/** Kills the process when this one ends, however it ends: then the pipe between us and the watcher closes. Kill the watcher once that is no longer needed. */
export function killOnExit({ pid }: Pick<ChildProcess, 'pid'>, signal: 'TERM' | 'KILL'): ChildProcess {
  const watcher = spawn('sh', ['-c', `read -r _; kill -${signal} ${pid}`], { stdio: ['pipe', 'ignore', 'ignore'] });
  watcher.unref();
  return watcher;
}
