import './without-proto.ts';
import { resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { CreateSite, Setup } from '@supportchat/protocol';
import { Command } from 'commander';
import { createOwner } from './agents/set-up-owner.ts';
import type { BlobStorage } from './blobs/blob-storage.ts';
import { createFolderStorage } from './blobs/folder.ts';
import { openS3 } from './blobs/open-blobs.ts';
import { readConfig } from './config.ts';
import { AppError, parse } from './failure.ts';
import { newObjectId } from './ids.ts';
import { main, printFailure } from './main.ts';
import { createSite } from './sites/create-site.ts';
import { runCopy } from './store/copy/run-copy.ts';
import { checkStore, openStore } from './store/open-store.ts';
import type { Store } from './store/store.ts';
import { VERSION } from './version.ts';

type Acting = { store: Store; clock: () => Date; newId: () => string };

/** Runs one act on the store of this installation; the server may be running meanwhile. */
async function onStore(act: (deps: Acting) => Promise<string>): Promise<void> {
  const config = readConfig(process.env);
  const clock = () => new Date();
  const store = await openStore(config, { clock, onProblem: (problem) => process.stderr.write(`${String(problem)}\n`) });
  try {
    process.stdout.write(`${await act({ store, clock, newId: () => newObjectId(clock()) })}\n`);
  } finally {
    await store.close();
  }
}

async function ownerOf(store: Store): Promise<{ _id: string }> {
  const { items } = await store.agents.list({ limit: 100, isActive: true });
  const owner = items.find(({ role }) => role === 'owner');
  if (!owner) throw new Error('There is no owner yet. Create one first: supportchat owner create --email … --name … --password-stdin');
  return owner;
}

/** Undefined: beside the rows. */
async function openPlace(place: string | undefined): Promise<BlobStorage | undefined> {
  if (place !== 's3') return place === undefined ? undefined : createFolderStorage(resolve(place));
  const { s3 } = readConfig(process.env);
  if (!s3) throw new Error('Set S3_ENDPOINT, S3_BUCKET, S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY first.');
  return openS3(s3);
}

const program = new Command('supportchat')
  .description('Customer live chat that you host yourself. Settings come from the environment; docs/settings.md lists them.')
  .version(VERSION)
  .showHelpAfterError();

program.command('start').description('Serve the product until it is stopped').action(main);

const owner = program.command('owner').description('The first account');
owner
  .command('create')
  .description('Create the owner of a new installation; prints the email')
  .requiredOption('--email <address>', 'email to sign in with')
  .requiredOption('--name <name>', 'name shown to visitors')
  .requiredOption('--password-stdin', 'read the password (at least 10 characters) from standard input')
  .action(({ email, name }: { email: string; name: string }) =>
    onStore(async (deps) => {
      const password = (await text(process.stdin)).replace(/\r?\n$/, '');
      const account = parse(Setup.omit({ token: true }), { email, name, password });
      return (await createOwner(deps, account)).email;
    }),
  );

const site = program.command('site').description('Websites with the widget');
site
  .command('create')
  .description('Create a site; prints its site key')
  .requiredOption('--name <name>', 'name of the site')
  .requiredOption('--domain <domain>', 'domain that the widget runs on, such as shop.example')
  .action(({ name, domain }: { name: string; domain: string }) =>
    onStore(async (deps) => (await createSite(deps, { id: (await ownerOf(deps.store))._id }, parse(CreateSite, { name, domain }))).siteKey),
  );

program
  .command('check')
  .description('Read the whole database file and report damage; the server may be running meanwhile')
  .action(() => {
    const { file, problems } = checkStore(readConfig(process.env));
    process.stdout.write(problems.length === 0 ? `${file} is sound.\n` : `${file} is damaged. Stop the server and restore a backup.\n${problems.join('\n')}\n`);
    if (problems.length > 0) process.exitCode = 1;
  });

program
  .command('copy')
  .description('Migrate: copy everything from one store to another, then compare them (see docs/migrating.md)')
  .requiredOption('--from <place>', 'SQLite file or MongoDB address to copy')
  .requiredOption('--to <place>', 'empty SQLite file or MongoDB address')
  .option('--from-blobs <place>', 'where its uploaded files are: s3 or a folder (default: beside the file, or in the MongoDB)')
  .option('--to-blobs <place>', 'where to put them')
  .option('--verify-only', 'compare the two, copy nothing', false)
  .action(async ({ from, to, verifyOnly, ...places }: { from: string; to: string; verifyOnly: boolean; fromBlobs?: string; toBlobs?: string }) => {
    const fromBlobs = await openPlace(places.fromBlobs);
    const toBlobs = places.toBlobs === places.fromBlobs ? fromBlobs : await openPlace(places.toBlobs);
    process.exitCode = await runCopy({ from, to, isVerifyOnly: verifyOnly, fromBlobs, toBlobs });
  });

try {
  await program.parseAsync();
} catch (failure) {
  const details = failure instanceof AppError ? (failure.details ?? []).map(({ path, message }) => ` ${path} ${message}.`).join('') : '';
  printFailure(details && failure instanceof AppError ? new Error(failure.message.replace(/ See details.*$/, '') + details) : failure);
}
