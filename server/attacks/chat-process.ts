import { type ChatData, startChat } from './chat.ts';

const chat = await startChat(JSON.parse(process.argv[2] ?? '') as ChatData);
const answer = async (request: unknown) => void process.send?.(request === 'finish' ? await chat.finish() : chat.takeTimes());
process.on('message', (request) => void answer(request));
process.on('disconnect', () => process.exit());
process.send?.('ready');
