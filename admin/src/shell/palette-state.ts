import type { LucideIcon } from 'lucide-react';
import { create } from 'zustand';

/** `from` had the focus when it was opened. */
export const usePaletteState = create<{ open: boolean; from: Element | null }>(() => ({ open: false, from: null }));
export const openPalette = () => usePaletteState.setState({ open: true, from: document.activeElement });

export type PaletteAction = { label: string; keys?: string; icon: LucideIcon; run: () => void };
type Offer = { title: string; actions: PaletteAction[] };

/** What can be done with what is open on the screen; first in the palette. */
export const usePaletteOffer = create<{ offer: Offer | null }>(() => ({ offer: null }));

/** Returns what takes it back. */
export function offerActions(offer: Offer): () => void {
  usePaletteOffer.setState({ offer });
  return () => usePaletteOffer.setState((state) => (state.offer === offer ? { offer: null } : state));
}
