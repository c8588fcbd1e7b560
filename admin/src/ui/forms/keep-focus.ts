import type { MouseEvent } from 'react';

/**
 * For the `onMouseDown` of buttons below a form: pressing them takes the focus from no field. Otherwise the field's error appears between
 * press and release, the button moves away from under the pointer, and the click is lost.
 */
export const keepFocus = (event: MouseEvent) => event.preventDefault();
