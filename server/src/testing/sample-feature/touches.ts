/** A line of an existing file that a feature adds or changes. */
export type Touch = { file: string; find: string; replace: string };

/** What the sample feature changes in existing files, besides adding files of its own. */
export const TOUCHES: Touch[] = [
  { file: 'packages/protocol/src/index.ts', find: "export * from './sites.ts';\n", replace: "export * from './sites.ts';\nexport * from './thumbs.ts';\n" },
  {
    file: 'packages/protocol/src/widget-events.ts',
    find: "import type { Ack, ErrorBody } from './errors.ts';\n",
    replace: "import type { Ack, ErrorBody } from './errors.ts';\nimport { type ThumbsWidgetAcks, ThumbsWidgetEvents } from './thumbs.ts';\n",
  },
  { file: 'packages/protocol/src/widget-events.ts', find: '...ConversationWidgetEvents', replace: '...ConversationWidgetEvents, ...ThumbsWidgetEvents' },
  {
    file: 'packages/protocol/src/widget-events.ts',
    find: 'WidgetAcks = ConversationWidgetAcks',
    replace: 'WidgetAcks = ConversationWidgetAcks & ThumbsWidgetAcks',
  },
  { file: 'packages/protocol/src/permissions.ts', find: "  'read-conversations',\n", replace: "  'read-conversations',\n  'read-thumbs',\n" },
  {
    file: 'packages/protocol/src/site-settings.ts',
    find: "import { widgetLook } from './widget-look.ts';\n",
    replace: "import { thumbsSettings } from './thumbs.ts';\nimport { widgetLook } from './widget-look.ts';\n",
  },
  { file: 'packages/protocol/src/site-settings.ts', find: 'widget: widgetLook', replace: 'widget: widgetLook, thumbs: thumbsSettings' },
  { file: 'server/src/access/roles.ts', find: "'read-conversations', ", replace: "'read-conversations', 'read-thumbs', " },
  { file: 'server/src/store/port/conversations.ts', find: 'featureFields = {}', replace: 'featureFields = { thumbs: added(10, number(), 0) }' },
  {
    file: 'server/src/store/port/simple-stores.ts',
    find: "from './record-store.ts';\n",
    replace: "from './record-store.ts';\nimport { thumbStore } from './thumbs.ts';\n",
  },
  { file: 'server/src/store/port/simple-stores.ts', find: 'SIMPLE_STORES = {}', replace: 'SIMPLE_STORES = { thumbs: thumbStore }' },
  {
    file: 'server/src/app.ts',
    find: "import { stopApplication } from './stop.ts';\n",
    replace: "import { stopApplication } from './stop.ts';\nimport { thumbsFeature } from './thumbs/feature.ts';\n",
  },
  { file: 'server/src/app.ts', find: 'analyticsFeature(shared)]', replace: 'analyticsFeature(shared), thumbsFeature({ ...shared, ...conversationActs })]' },
  { file: 'server/src/access/roles.test.ts', find: "  'read-conversations':", replace: "  'read-thumbs': 'agent admin owner',\n  'read-conversations':" },
  {
    file: 'admin/src/screens/conversations/thread/entry-kinds.ts',
    find: "  'human-requested':",
    replace: "  'thumbs-up': (_entry, { actor }) => `${actor} gave a thumbs-up`,\n  'human-requested':",
  },
];
