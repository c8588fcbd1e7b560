/** Two soft tones, synthesized: no file to fetch. */
export function play(context: AudioContext): void {
  for (const [at, pitch] of [
    [0, 660],
    [0.12, 880],
  ] as const) {
    const tone = new OscillatorNode(context, { frequency: pitch });
    const volume = new GainNode(context);
    const start = context.currentTime + at;
    volume.gain.setValueAtTime(0.08, start).exponentialRampToValueAtTime(0.001, start + 0.3);
    tone.connect(volume).connect(context.destination);
    tone.start(start);
    tone.stop(start + 0.3);
  }
}
