/** For forms with a `SaveBar`: what gets the focus by Tab is scrolled clear of the bar, which does not stick on short screens. */
export const clearOfSaveBar =
  '[&_button]:scroll-mb-24 [&_input]:scroll-mb-24 [&_textarea]:scroll-mb-24 short:[&_button]:scroll-mb-2 short:[&_input]:scroll-mb-2 short:[&_textarea]:scroll-mb-2';
