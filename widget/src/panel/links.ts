/** A separate part, fetched with the first message that may contain a link. */
export { splitLinks } from '@supportchat/text/links';
