import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/** A group of processes whose processor time is reported: a name, and the time used since some moment, in milliseconds. */
export type ProcessGroup = { name: string; cpu(): number };

/** Linux counts in hundredths of a second. */
const TICK_MS = 10;
const LISTENS = '0A';
const CONNECTED = '01';

export function groupOf(name: string, pids: number[]): ProcessGroup {
  return { name, cpu: () => pids.reduce((sum, pid) => sum + cpuOf(pid), 0) };
}

/**
 * Everything that serves a port of this machine at the moment: the listening process, the processes on this machine that serve it, and all
 * their children. Null when that is not visible, as on another machine or without root's rights.
 */
export function groupServing(name: string, port: number): ProcessGroup | null {
  const connections = readConnections();
  const owners = readOwners();
  const ownersOf = (ones: Connection[]) => ones.flatMap(({ inode }) => owners.get(inode) ?? []);
  const listening = new Set(connections.filter(({ state }) => state === LISTENS).map((one) => one.port));
  const roots = new Set<number>();
  const seen = new Set<number>();

  function follow(to: number): void {
    if (seen.has(to)) return;
    seen.add(to);
    const here = new Set(ownersOf(connections.filter((one) => one.port === to && one.state === LISTENS)));
    for (const pid of here) roots.add(pid);
    for (const one of connections)
      if (one.state === CONNECTED && listening.has(one.remotePort) && ownersOf([one]).some((pid) => here.has(pid))) follow(one.remotePort);
  }

  follow(port);
  return roots.size === 0 ? null : { name, cpu: () => [...roots].reduce((sum, pid) => sum + cpuOfTree(pid), 0) };
}

type Connection = { port: number; remotePort: number; state: string; inode: string };

function readConnections(): Connection[] {
  const lines = ['tcp', 'tcp6'].flatMap((file) => readFileSync(`/proc/net/${file}`, 'utf8').trim().split('\n').slice(1));
  const portOf = (address: string | undefined) => Number.parseInt(address?.split(':')[1] ?? '', 16);
  return lines.map((line) => {
    const fields = line.trim().split(/\s+/);
    return { port: portOf(fields[1]), remotePort: portOf(fields[2]), state: fields[3] ?? '', inode: fields[9] ?? '' };
  });
}

/** Which processes hold a socket, by its inode. */
function readOwners(): Map<string, number[]> {
  const owners = new Map<string, number[]>();
  for (const pid of allPids()) {
    for (const file of filesOf(pid)) {
      const inode = /^socket:\[(\d+)\]$/.exec(file)?.[1];
      if (inode) owners.set(inode, [...(owners.get(inode) ?? []), pid]);
    }
  }
  return owners;
}

const allPids = () =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number);

/** What the process has open; empty when it has ended or is not ours to inspect. */
function filesOf(pid: number): string[] {
  try {
    const folder = `/proc/${pid}/fd`;
    return readdirSync(folder).map((file) => readlinkSync(`${folder}/${file}`));
  } catch {
    return [];
  }
}

/** A process's living children and theirs, and what its dead children used. */
function cpuOfTree(root: number): number {
  const all = allPids().flatMap((pid) => statOf(pid) ?? []);
  const belong = new Set([root]);
  for (let before = 0; before < belong.size; ) {
    before = belong.size;
    for (const { pid, parent } of all) if (belong.has(parent)) belong.add(pid);
  }
  return all.filter(({ pid }) => belong.has(pid)).reduce((sum, { used, usedByChildren }) => sum + used + usedByChildren, 0);
}

function cpuOf(pid: number): number {
  const stat = statOf(pid);
  if (!stat) throw new Error(`process ${pid} has ended`);
  return stat.used;
}

function statOf(pid: number): { pid: number; parent: number; used: number; usedByChildren: number } | null {
  try {
    // What follows the command's name, which may contain anything: state is the first field, the parent the second, the times the 12th to 15th.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ')
      .map(Number);
    const [, parent = 0] = fields;
    const [own = 0, ofSystem = 0, children = 0, childrenOfSystem = 0] = fields.slice(11);
    return { pid, parent, used: (own + ofSystem) * TICK_MS, usedByChildren: (children + childrenOfSystem) * TICK_MS };
  } catch {
    return null;
  }
}
