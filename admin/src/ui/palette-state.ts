import type { LucideIcon } from 'lucide-react';
import { create } from 'zustand';

export const usePaletteState = create<{ open: boolean }>(() => ({ open: false }));
export const openPalette = () => usePaletteState.setState({ open: true });

export type PaletteAction = { label: string; keys?: string; icon: LucideIcon; run: () => void };
type Offer = { title: string; actions: PaletteAction[] };

/** The actions on what is open on the screen; first in the palette. */
export const usePaletteActions = create<{ offer: Offer | null }>(() => ({ offer: null }));

/** Returns a function that removes it. */
export function registerPaletteActions(offer: Offer): () => void {
  usePaletteActions.setState({ offer });
  return () => usePaletteActions.setState((state) => (state.offer === offer ? { offer: null } : state));
}
