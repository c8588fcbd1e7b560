import type { ComponentProps } from 'react';

/** A button without a look of its own. Safari passes over buttons without a tabindex: Tab does not reach them, and a click gives them no focus to return to. */
export const PlainButton = (props: ComponentProps<'button'>) => (
  // oxlint-disable-next-line react/forbid-elements -- the one place
  <button type="button" tabIndex={0} {...props} />
);
