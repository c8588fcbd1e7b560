import { parentPort, workerData } from 'node:worker_threads';
import { type ChatData, startChat } from './chat.ts';

const chat = await startChat(workerData as ChatData);
parentPort?.on('message', async (request: 'take-times' | 'finish') => {
  parentPort?.postMessage(request === 'finish' ? await chat.finish() : chat.takeTimes());
});
parentPort?.postMessage('ready');
