import { spawn } from 'node:child_process';
import { constants } from 'node:os';

const FORWARDED = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);
const PARENT_CHECK_MS = 200;

/**
 * Runs a command and collects what it prints.
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv }} [options]
 * @returns {Promise<{ code: number, output: string }>} rejects when the command cannot be started
 */
export function capture(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'], windowsHide: true });
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (text) => (output += text));
    child.stderr.setEncoding('utf8').on('data', (text) => (output += text));
    child.on('error', reject);
    child.on('close', (code, signal) => resolve({ code: exitCode(code, signal), output }));
  });
}

/**
 * Runs a command in place of this process: same terminal, and each kind of signal is passed on once.
 * The child has its own process group, because a terminal's Ctrl-C goes to a whole group, npm passes it on as well,
 * and a server that receives it twice would not finish what it has started.
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv }} [options]
 * @returns {Promise<number>} its exit code
 */
export function runInForeground(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { ...options, stdio: 'inherit', detached: process.platform !== 'win32' });
    const stopForwarding = forwardSignals((signal) => child.kill(signal));
    child.on('error', reject);
    child.on('exit', (code, signal) => {
      stopForwarding();
      resolve(exitCode(code, signal));
    });
  });
}

/**
 * Hands on each kind of signal once. npm hands a signal to the shell between it and us, and most shells die of it without a
 * word: then the shell's end is the signal.
 * @param {(signal: NodeJS.Signals) => void} send
 * @returns {() => void} ends it
 */
export function forwardSignals(send) {
  const sent = new Set();
  /** @param {NodeJS.Signals} signal */
  const forward = (signal) => {
    if (sent.has(signal)) return;
    sent.add(signal);
    send(signal);
  };
  const parent = process.ppid;
  const look = () => process.ppid !== parent && forward('SIGTERM');
  const watch = process.env.npm_lifecycle_event === undefined ? undefined : setInterval(look, PARENT_CHECK_MS);
  for (const signal of FORWARDED) process.on(signal, forward);
  return () => {
    clearInterval(watch);
    for (const signal of FORWARDED) process.off(signal, forward);
  };
}

/**
 * As a shell counts: a process that a signal ended has 128 + the signal's number.
 * @param {number | null} code
 * @param {NodeJS.Signals | null} signal
 */
function exitCode(code, signal) {
  return code ?? 128 + (signal ? constants.signals[signal] : 0);
}
