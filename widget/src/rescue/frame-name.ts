/**
 * The name of the frame that the widget runs in if the page's built-ins are not the browser's: there, the page is the frame's parent. It never
 * changes: the frame of a page that was opened before an update loads the script of today.
 */
export const FRAME_NAME = 'sc-shelter';
