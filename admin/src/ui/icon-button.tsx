import type { ReactNode } from 'react';
import { Button, type ButtonProps } from './button.tsx';
import { Tooltip } from './overlays/tooltip.tsx';

type IconButtonProps = Omit<ButtonProps, 'icon' | 'size' | 'children' | 'aria-label'> & {
  /** Accessible name and tooltip. */
  label: string;
  icon: ReactNode;
  keys?: string;
  side?: 'top' | 'right' | 'bottom' | 'left';
};

/** A square button with an icon; its name is in the tooltip. */
export function IconButton({ label, icon, keys, side, variant = 'quiet', ...rest }: IconButtonProps) {
  return (
    <Tooltip label={label} keys={keys} side={side}>
      <Button variant={variant} size="icon" aria-label={label} {...rest}>
        {icon}
      </Button>
    </Tooltip>
  );
}
