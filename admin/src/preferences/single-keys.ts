import { create } from 'zustand';
import { storage } from '../session/storage.ts';

const KEY = 'sc_admin_single_keys';
/** Single-character shortcuts, such as `e`: speech input and accidental key presses trigger them, so they can be switched off. */
export const useSingleKeys = create<{ on: boolean }>(() => ({ on: storage.read(KEY) !== 'off' }));

/** Remembered in this browser. */
export function setSingleKeys(on: boolean) {
  storage.write(KEY, on ? 'on' : 'off');
  useSingleKeys.setState({ on });
}
