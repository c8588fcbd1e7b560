/** The name of the frame that the widget runs in if the page's built-ins are not the browser's: there, the page is the frame's parent. */
export const SHELTER = 'sc-shelter';
