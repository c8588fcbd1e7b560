import type { ComponentType } from 'react';
import { createCode } from './lazy-code.ts';
import { NotFetched } from './load-failure.tsx';

/** A screen is a file that exports `Screen`; its code is fetched when it is first opened, or earlier when the browser is idle. */
export function codeScreen(load: () => Promise<{ Screen: ComponentType }>): ComponentType {
  const code = createCode(load);
  return function CodeScreen() {
    const state = code.use();
    switch (state.phase) {
      case 'ready':
        return <state.code.Screen />;
      case 'loading':
        return <ProgressLine />;
      case 'failed':
        return <NotFetched code={code} reason={state.reason} />;
    }
  };
}

/** Shown when fetching takes longer than 150 ms. */
function ProgressLine() {
  return (
    <div role="status" aria-label="Loading" className="late h-0.5 overflow-hidden">
      <div className="progress-line h-full w-1/3 bg-accent" />
    </div>
  );
}
