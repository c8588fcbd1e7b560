/** On a form with a `SaveBar`: what gets the focus by Tab is scrolled clear of the bar. */
export const aboveSaveBar = '[&_button]:scroll-mb-24 [&_input]:scroll-mb-24 [&_textarea]:scroll-mb-24';
