import type { MouseEvent } from 'react';

/**
 * Put on the `onMouseDown` of buttons below a form: pressing them takes the focus from no field. Else the field's error appears
 * between press and release, the button moves away under the pointer, and the click is lost.
 */
export const keepFocus = (event: MouseEvent) => event.preventDefault();
