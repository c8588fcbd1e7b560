import type { Conversation } from '@supportchat/protocol';
import { useColleagues } from '../../../queries/conversations/colleagues.ts';
import { Avatar } from '../../../ui/avatar.tsx';
import { Tooltip } from '../../../ui/overlays/tooltip.tsx';

/** Faces beside the name; more are counted. */
const MAX_SHOWN = 3;

/** Colleagues who have the conversation open. */
export function Viewers({ conversation }: { conversation: Conversation }) {
  const colleagues = useColleagues(conversation._id);
  const text = colleagues.map(({ name, isTyping }) => `${name} is ${isTyping ? 'typing' : 'viewing'}`).join(', ');
  return (
    <span role="status" className="flex min-w-0 shrink items-center print:hidden">
      {colleagues.length > 0 && (
        <Tooltip label={text}>
          <span className="flex min-w-0 items-center">
            {colleagues.slice(0, MAX_SHOWN).map(({ agentId, name }) => (
              <Avatar key={agentId} name={name} className="-mr-1 size-5 text-[8.5px] ring-2 ring-surface" />
            ))}
            {colleagues.length > MAX_SHOWN && <span className="ml-2 text-small text-ink-3">+{colleagues.length - MAX_SHOWN}</span>}
            <span className="ml-2.5 min-w-0 truncate text-small text-ink-3 @max-[620px]:sr-only">{text}</span>
          </span>
        </Tooltip>
      )}
    </span>
  );
}
