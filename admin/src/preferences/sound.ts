import { create } from 'zustand';
import { storage } from '../session/storage.ts';

const KEY = 'sc_admin_sound';
export const useSound = create<{ on: boolean }>(() => ({ on: storage.read(KEY) !== 'off' }));

let context: AudioContext | null = null;

/** Switches the tone for new visitor messages; remembered in this browser. Switching it on plays it once. */
export function setSound(on: boolean) {
  storage.write(KEY, on ? 'on' : 'off');
  useSound.setState({ on });
  if (on) playTone();
}

/** A visitor wrote: a soft tone, unless it is off or the agent is looking at this tab. */
export function announceMessage() {
  if (useSound.getState().on && !document.hasFocus()) playTone();
}

/** Two soft notes, 0.3 s. Before the first click in the tab the browser keeps it silent. */
function playTone() {
  context ??= new AudioContext();
  const audio = context;
  if (audio.state === 'suspended') void audio.resume();
  for (const [start, frequency] of [
    [0, 660],
    [0.11, 880],
  ] as const) {
    const note = audio.createOscillator();
    const volume = audio.createGain();
    const from = audio.currentTime + start;
    note.type = 'sine';
    note.frequency.value = frequency;
    volume.gain.setValueAtTime(0, from);
    volume.gain.linearRampToValueAtTime(0.07, from + 0.02);
    volume.gain.exponentialRampToValueAtTime(0.0001, from + 0.22);
    note.connect(volume).connect(audio.destination);
    note.start(from);
    note.stop(from + 0.24);
  }
}
