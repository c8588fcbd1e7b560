import type { ComponentType } from 'react';
import { createLazyCode } from './lazy-code.ts';
import { LoadFailure } from './load-failure.tsx';

/** A screen is a file that exports `Screen`; its code is fetched when it is first opened, or earlier when the browser is idle. */
export function lazyScreen(load: () => Promise<{ Screen: ComponentType }>): ComponentType {
  const code = createLazyCode(load);
  return function LazyScreen() {
    const state = code.use();
    switch (state.phase) {
      case 'ready':
        return <state.code.Screen />;
      case 'loading':
        return <ProgressLine />;
      case 'failed':
        return <LoadFailure code={code} reason={state.reason} />;
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
