import { Tooltip as Base } from '@base-ui/react/tooltip';
import type { ReactElement, ReactNode } from 'react';
import { Keys } from '../keys.tsx';

type TooltipProps = {
  /** What the element does or is; also its accessible description, not its name. */
  label: ReactNode;
  /** Keyboard shortcut shown beside the label. */
  keys?: string;
  side?: 'top' | 'right' | 'bottom' | 'left';
  /** The one element that the hint belongs to; it must take a ref and props. */
  children: ReactElement<Record<string, unknown>>;
};

/** A hint on hover and focus. */
export function Tooltip({ label, keys, side = 'top', children }: TooltipProps) {
  return (
    <Base.Root>
      <Base.Trigger render={children} />
      <Base.Portal>
        <Base.Positioner side={side} sideOffset={6} className="z-50">
          <Base.Popup className="float-motion flex max-w-72 items-center gap-2 rounded-s bg-ink px-2 py-1 text-small text-canvas shadow-high">
            {label}
            {keys && <Keys className="border-transparent bg-canvas/20 text-canvas">{keys}</Keys>}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
