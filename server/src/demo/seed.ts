/** Fills the data folder with the demo company: `node server/src/demo/seed.ts`, with DATA_DIR naming an empty folder. */
import '../without-proto.ts';
import { publicUrlOf, readConfig } from '../config.ts';
import { openStore } from '../store/open-store.ts';
import { DEMO_PASSWORD } from './demo-company.ts';
import { seedDemo } from './seed-demo.ts';

const now = new Date();
const config = readConfig(process.env);
const store = await openStore(config, { clock: () => now, onProblem: console.error });
try {
  const { sites, team, stories } = await seedDemo(store, { now, publicUrl: publicUrlOf(config, config.port) });
  const people = Object.values(team).map(({ email, role }) => `    ${email.padEnd(24)} ${role}`);
  const faqs = Object.values(sites).reduce((sum, site) => sum + Object.keys(site.faqs).length, 0);
  const names = Object.values(sites).map(({ site }) => site.name);
  console.log(`Demo data: ${names.join(' and ')}, ${people.length} people, ${faqs} FAQs, ${stories.length} conversations.`);
  console.log(`Sign in to the admin panel with the password ${DEMO_PASSWORD} as one of:`);
  console.log(people.join('\n'));
} finally {
  await store.close();
}
