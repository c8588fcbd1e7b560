import { Autocomplete } from '@base-ui/react/autocomplete';
import { Dialog } from '@base-ui/react/dialog';
import { Search } from 'lucide-react';
import { useState } from 'react';
import { Keys } from '../ui/keys.tsx';
import { rowClasses } from '../ui/popup.ts';
import { type Command, type CommandGroup, usePaletteGroups } from './use-palette-groups.ts';

type BodyProps = {
  /** What was typed while the code was fetched. */
  initialText: string;
  /** The palette is closed when it returns. */
  close: () => void;
};

/** The box and its list; loaded apart from the shell. */
export function PaletteBody({ initialText, close }: BodyProps) {
  const [text, setText] = useState(initialText);
  const groups = usePaletteGroups(text.trim());
  return (
    <Autocomplete.Root
      open
      inline
      items={groups}
      value={text}
      onValueChange={setText}
      filter={matches}
      itemToStringValue={(command: Command) => command.label}
      autoHighlight="always"
      keepHighlight
    >
      <div className="flex items-center gap-2.5 border-b border-line px-4">
        <Search className="size-4 shrink-0 text-ink-3" aria-hidden />
        <Autocomplete.Input
          autoFocus
          data-autofocus
          aria-label="Search conversations, places and commands"
          placeholder="Search conversations, places and commands"
          className="h-11 w-full bg-transparent text-read outline-none placeholder:text-ink-3"
        />
        <Dialog.Close className="sr-only">Close</Dialog.Close>
      </div>
      <div className="min-h-0 overflow-y-auto p-1.5">
        <Autocomplete.Empty className="px-2 py-6 text-center text-ink-3 empty:hidden">
          No results. Try a name, an email or a word from a message.
        </Autocomplete.Empty>
        <Autocomplete.List>
          {(group: CommandGroup) => (
            <Autocomplete.Group key={group.value} items={group.items} className="pb-1.5">
              <Autocomplete.GroupLabel className="px-2 pt-1.5 pb-1 text-tiny font-medium text-ink-3">{group.value}</Autocomplete.GroupLabel>
              <Autocomplete.Collection>
                {(command: Command) => (
                  <Autocomplete.Item
                    key={command.value}
                    value={command}
                    className={rowClasses}
                    onClick={() => {
                      close();
                      command.run();
                    }}
                  >
                    {command.icon && <command.icon strokeWidth={1.8} aria-hidden />}
                    <bdi className="max-w-60 shrink-0 truncate">{command.label}</bdi>
                    {command.hint && <bdi className="min-w-0 truncate text-ink-3">{command.hint}</bdi>}
                    {command.keys && <Keys className="ml-auto">{command.keys}</Keys>}
                  </Autocomplete.Item>
                )}
              </Autocomplete.Collection>
            </Autocomplete.Group>
          )}
        </Autocomplete.List>
      </div>
    </Autocomplete.Root>
  );
}

/** What the server found stays, whatever its label says. */
const matches = (command: Command, text: string) =>
  /^(conversation|faq):/.test(command.value) || command.label.toLowerCase().includes(text.trim().toLowerCase());
