/** A part of its own, fetched with the first message in which there may be a link. */
export { splitLinks } from '@supportchat/text/links';
