/** For tests and measurements in which one machine acts as many visitors and a few agents read a lot: settings without per-client limits. */
export const RAISED_LIMITS = {
  VISITOR_MESSAGES_PER_10S: '1000000',
  VISITOR_MESSAGES_PER_10S_PER_IP: '1000000',
  CONVERSATIONS_PER_MINUTE_PER_IP: '1000000',
  HISTORY_READS_PER_10S: '1000000',
  CALLS_PER_10S: '1000000',
  CALLS_PER_10S_PER_IP: '1000000',
  CONNECTIONS_PER_IP: '1000000',
  CONNECTIONS_PER_VISITOR: '1000000',
};
