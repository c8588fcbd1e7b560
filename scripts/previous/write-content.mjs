/**
 * What an installation has stored, written through the store of the version that is packed: every kind of record, every status and sender,
 * an open invitation, and an answer that a crash left pending. A version ignores fields that it does not have. All ids, texts and times are fixed.
 */

/** Seconds after ten o'clock of the day on which everything happened. @param {number} seconds */
const at = (seconds) => new Date(Date.UTC(2025, 5, 2, 10, 0, seconds));
const NEVER = new Date(Date.UTC(2099, 0, 1));
/** @param {number} number */
const id = (number) => `683d5000${number.toString(16).padStart(16, '0')}`;

/** Argon2id of "correct horse battery". */
const PASSWORD_HASH = '$argon2id$v=19$m=19456,t=2,p=1$61q/jIygo//JmA9eWv0CEw$3f1mgAbN4dMhAWozehPADoQW++aCmSC9wMx4I3c9Fdw';
/** SHA-256 of "previous-refresh-token", "previous-invite-token" and "previous-visitor-token". */
const TOKEN_HASHES = {
  refresh: '58f8db81f798ee3a409e038b896f634ebfafe85bd71bf87f9b47c90760ab446a',
  invite: 'dbc35fde3d20ae114483c3f9769e87d7e3e1ae61b95181b8f64b32a4b57f86bf',
  visitor: '098050ff9465cb3eaca3ccc66248b3c570db46084df3df95725e1984351301ed',
};

const [SHOP, BLOG] = [id(1), id(2)];
const [ADA, BEN, CLEO, DORA, EMIL] = [id(11), id(12), id(13), id(14), id(15)];
const [SHIPPING, RETURNS, HIDDEN] = [id(31), id(32), id(33)];
const [WAITING, ASSIGNED, RESOLVED, CLOSED, NEXT, HUMAN, REMOVED] = [id(41), id(42), id(43), id(44), id(45), id(46), id(47)];
const REMOVED_MESSAGES = 450;
let made = 1000;

/**
 * The store is the one of the packed version, whatever the types of this one say.
 * @param {any} store
 */
export async function writeContent(store) {
  await writeSites(store);
  await writeUsers(store);
  await writeFaqs(store);
  await writeWaiting(store);
  await writeAnswered(store);
  await writeEnded(store);
  await writeRemoved(store);
}

/**
 * Begins a removal. The embedded store continues it at the next start if it is closed at once; MongoDB's removes everything before it resolves.
 * @param {any} store
 */
export async function beginRemoval(store) {
  await store.conversations.remove(REMOVED);
}

/** @param {any} store */
async function writeSites(store) {
  const widgetSettings = {
    position: 'bottom-left',
    primaryColor: '#7c3aed',
    autoOpen: true,
    autoOpenDelay: 4000,
    welcomeMessage: 'Grüezi! Wie können wir helfen?',
    placeholderText: 'Schreiben Sie uns',
    showOnPages: ['/pricing', '/products/*'],
    hideOnPages: ['/checkout'],
    locale: 'de',
    customCSS: '[part=launcher] { bottom: 40px }',
  };
  const more = { settings: {}, createdAt: at(-5000), updatedAt: at(-4000) };
  await store.sites.add({
    _id: SHOP,
    name: 'Käserei Zürich',
    domain: 'shop.example',
    allowedDomains: ['127.0.0.1', '*.shop.example'],
    siteKey: 'sc_previous_shop',
    userId: ADA,
    widgetSettings,
    aiSettings: { enabled: true, fallbackToHuman: true, threshold: 0.5 },
    isActive: true,
    widgetSeenAt: at(-60),
    widgetSeenOn: 'https://shop.example',
    ...more,
  });
  await store.sites.add({
    _id: BLOG,
    name: 'Blog',
    domain: 'blog.example',
    allowedDomains: [],
    siteKey: 'sc_previous_blog',
    userId: ADA,
    widgetSettings: { ...widgetSettings, locale: 'auto', customCSS: '' },
    aiSettings: { enabled: false, fallbackToHuman: false, threshold: 0.9 },
    isActive: false,
    widgetSeenAt: null,
    widgetSeenOn: null,
    ...more,
  });
}

/** @param {any} store */
async function writeUsers(store) {
  const user = {
    siteIds: [],
    isActive: true,
    passwordHash: PASSWORD_HASH,
    inviteHash: null,
    inviteExpiresAt: null,
    lastSeenAt: at(-30),
    createdAt: at(-5000),
    updatedAt: at(-3000),
  };
  await store.agents.addFirst({ ...user, _id: ADA, email: 'ada@shop.example', name: 'Ada Kern', role: 'owner' });
  await store.agents.add({ ...user, _id: BEN, email: 'ben@shop.example', name: 'Ben Ito', role: 'admin', lastSeenAt: null });
  await store.agents.add({ ...user, _id: CLEO, email: 'cleo@shop.example', name: 'Cléo Ünal', role: 'agent', siteIds: [SHOP] });
  await store.agents.add({ ...user, _id: DORA, email: 'dora@shop.example', name: 'Dora Gone', role: 'agent', siteIds: [BLOG], isActive: false });
  await store.agents.add({
    ...user,
    _id: EMIL,
    email: 'emil@shop.example',
    name: 'Emil New',
    role: 'agent',
    siteIds: [SHOP, BLOG],
    passwordHash: null,
    inviteHash: TOKEN_HASHES.invite,
    inviteExpiresAt: NEVER,
    lastSeenAt: null,
  });
  const session = { previousHash: null, rotatedAt: at(-500), expiresAt: NEVER, userAgent: 'Firefox on Linux', createdAt: at(-600) };
  await store.sessions.add({ ...session, _id: id(21), userId: ADA, tokenHash: TOKEN_HASHES.refresh }, PASSWORD_HASH);
  await store.sessions.add({ ...session, _id: id(22), userId: CLEO, tokenHash: 'a'.repeat(64) }, PASSWORD_HASH);
  const next = { tokenHash: 'b'.repeat(64), previousHash: 'a'.repeat(64), rotatedAt: at(-400), expiresAt: NEVER };
  await store.sessions.rotate(id(22), 'a'.repeat(64), next);
}

/** @param {any} store */
async function writeFaqs(store) {
  const faq = { siteId: SHOP, pageSpecific: '', isActive: true, viewCount: 0, helpfulCount: 0, createdAt: at(-900), updatedAt: at(-800) };
  const shipping = { question: 'How long does delivery take?', answer: 'Two to four working days.', category: 'Shipping', keywords: ['parcel', 'Käse'] };
  await store.faqs.add({ ...faq, _id: SHIPPING, ...shipping });
  const returns = { question: 'Can I return an order?', answer: 'Within 30 days.', category: 'Returns', keywords: [], pageSpecific: '/orders/*' };
  await store.faqs.add({ ...faq, _id: RETURNS, ...returns });
  await store.faqs.add({ ...faq, _id: HIDDEN, question: 'An old question?', answer: 'An old answer.', category: '', keywords: ['配送'], isActive: false });
}

/** Unassigned: one whose answer is pending, and one whose visitor asked for a person. @param {any} store */
async function writeWaiting(store) {
  await begin(store, { _id: WAITING, visitorId: 'visitor-waiting', at: 0 });
  await say(store, WAITING, { senderId: 'visitor-waiting', content: 'How long does delivery take?', createdAt: at(1), pending: 'answer' });

  await begin(store, { _id: HUMAN, visitorId: 'visitor-human', visitorName: '', visitorEmail: '', at: 50 });
  await say(store, HUMAN, { senderId: 'visitor-human', senderName: '', content: 'Is anybody there?', clientMessageId: null, createdAt: at(51) });
  await store.conversations.requestHuman(HUMAN, activity(HUMAN, { type: 'human-requested', actorName: 'Visitor', createdAt: at(52) }), at(52));
}

/** The bot's rated answer, then an agent, whose message has been read. @param {any} store */
async function writeAnswered(store) {
  await begin(store, { _id: ASSIGNED, visitorId: 'visitor-assigned', at: 100 });
  await say(store, ASSIGNED, { senderId: 'visitor-assigned', content: 'Wo ist mein Paket? 配送はいつですか', createdAt: at(101) });
  const answer = { faqId: SHIPPING, question: 'How long does delivery take?', probability: 0.875, helpful: null };
  const answered = { senderType: 'bot', senderId: 'bot', senderName: 'Bot', content: 'Two to four working days.', answer, createdAt: at(102) };
  const { message } = await say(store, ASSIGNED, answered);
  await store.faqs.countView(SHIPPING);
  await store.messages.rateAnswer(message._id, true);
  const claim = { agentId: CLEO, activity: activity(ASSIGNED, { type: 'assigned', actorName: 'Cléo Ünal', agentName: 'Cléo Ünal', createdAt: at(103) }) };
  const agent = { senderType: 'agent', senderId: CLEO, senderName: 'Cléo Ünal' };
  await say(store, ASSIGNED, { ...agent, content: 'It left today.\nhttps://track.example/1', createdAt: at(103), claimFor: claim });
  await store.conversations.markRead(ASSIGNED, 'visitor', 3, at(104));
  await say(store, ASSIGNED, { senderId: 'visitor-assigned', content: 'Danke! 😀', createdAt: at(105) });
}

/** Resolved; closed, with the conversation that followed. @param {any} store */
async function writeEnded(store) {
  await begin(store, { _id: RESOLVED, visitorId: 'visitor-resolved', at: 200 });
  await say(store, RESOLVED, { senderId: 'visitor-resolved', content: 'Can I pay by invoice?', createdAt: at(201) });
  const resolved = activity(RESOLVED, { type: 'resolved', actorName: 'Ben Ito', createdAt: at(202) });
  await store.conversations.change(RESOLVED, 0, { status: 'resolved', assignedAgent: BEN }, [resolved], at(202));

  await begin(store, { _id: CLOSED, visitorId: 'visitor-returning', at: 300 });
  await say(store, CLOSED, { senderId: 'visitor-returning', content: 'First parcel', createdAt: at(301) });
  const closed = activity(CLOSED, { type: 'closed', actorName: 'Ada Kern', createdAt: at(302) });
  await store.conversations.change(CLOSED, 0, { status: 'closed', assignedAgent: ADA }, [closed], at(302));
  await begin(store, { _id: NEXT, visitorId: 'visitor-returning', at: 310, isKnown: true });
  await say(store, NEXT, { senderId: 'visitor-returning', content: 'Second parcel', createdAt: at(311) });
}

/** Longer than what one commit removes. @param {any} store */
async function writeRemoved(store) {
  await begin(store, { _id: REMOVED, visitorId: 'visitor-removed', at: 400 });
  const numbers = Array.from({ length: REMOVED_MESSAGES }, (_, number) => number);
  await Promise.all(numbers.map((number) => say(store, REMOVED, { senderId: 'visitor-removed', content: `Remove me ${number}`, createdAt: at(401) })));
}

/** @param {any} store @param {{ _id: string, visitorId: string, at: number, isKnown?: boolean, visitorName?: string, visitorEmail?: string }} begun */
async function begin(store, { _id, visitorId, at: seconds, isKnown = false, visitorName = 'Vera Sample', visitorEmail = 'vera@visitors.example' }) {
  const visitor = { siteId: SHOP, visitorId, tokenHash: TOKEN_HASHES.visitor, tokenExpiresAt: NEVER, createdAt: at(seconds), lastSeenAt: at(seconds) };
  if (!isKnown) await store.visitors.add(visitor);
  const metadata = { userAgent: 'Firefox', ip: '192.0.2.0', referrer: 'https://search.example/', language: 'de' };
  const currentPage = 'https://shop.example/products/cheese';
  await store.conversations.add({ _id, siteId: SHOP, visitorId, visitorName, visitorEmail, currentPage, metadata, createdAt: at(seconds) });
}

/** @param {any} store @param {string} conversationId @param {object} message */
async function say(store, conversationId, message) {
  const _id = id(made++);
  const all = { _id, conversationId, clientMessageId: `sent-${_id}`, senderType: 'visitor', senderName: 'Vera Sample', messageType: 'text', answer: null };
  return store.messages.add(conversationId, () => ({ ...all, ...message }));
}

/** @param {string} conversationId @param {object} happened */
function activity(conversationId, happened) {
  return { _id: id(made++), conversationId, agentName: null, ...happened };
}
