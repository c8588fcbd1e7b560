import { create } from 'zustand';

export const usePaletteState = create(() => ({ open: false }));
export const openPalette = () => usePaletteState.setState({ open: true });
