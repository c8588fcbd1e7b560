/** Fills the data folder with the demo shop's story: `node server/src/demo/seed.ts`, with DATA_DIR naming an empty folder. */
import { publicUrlOf, readConfig } from '../config.ts';
import { openStore } from '../store/open-store.ts';
import { FAQS } from './faqs.ts';
import { DEMO_PASSWORD, STORIES, seedDemo } from './seed-demo.ts';

const now = new Date();
const config = readConfig(process.env);
const store = await openStore(config, { clock: () => now, onProblem: console.error });
try {
  const { site, team } = await seedDemo(store, { now, publicUrl: publicUrlOf(config, config.port) });
  const people = Object.values(team).map(({ email, role }) => `    ${email.padEnd(24)} ${role}`);
  console.log(`Demo data: the site ${site.name}, ${people.length} people, ${Object.keys(FAQS).length} FAQs, ${STORIES.length} conversations.`);
  console.log(`Sign in to the admin panel as one of them, with the password ${DEMO_PASSWORD}:`);
  console.log(people.join('\n'));
} finally {
  await store.close();
}
