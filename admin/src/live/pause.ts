export const pause = (ms: number) => new Promise<void>((resolve) => window.setTimeout(resolve, ms));
