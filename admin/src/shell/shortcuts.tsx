import { useEffect } from 'react';
import { create } from 'zustand';
import { takesKeys } from '../conversations/use-chat-keys.ts';
import { Dialog } from '../ui/dialog.tsx';
import { Keys } from '../ui/keys.tsx';
import { MOD } from './modifier.ts';

const useSheet = create(() => ({ open: false }));
export const showShortcuts = () => useSheet.setState({ open: true });

const GROUPS = [
  {
    name: 'Everywhere',
    keys: [
      [`${MOD}K`, 'Search and go to'],
      ['?', 'This list'],
    ],
  },
  {
    name: 'In the list',
    keys: [
      ['j', 'Next conversation'],
      ['k', 'Previous conversation'],
      ['Enter', 'Open it'],
      ['/', 'Search conversations'],
    ],
  },
  {
    name: 'In a conversation',
    keys: [
      ['r', 'Write a reply'],
      ['i', 'Assign to me'],
      ['e', 'Resolve'],
      ['Shift E', 'Reopen'],
      ['Esc', 'Leave the message box, then back to the list'],
      ['Enter', 'Send'],
      ['Shift Enter', 'New line'],
    ],
  },
] as const;

/** What the keyboard can do; opens with `?`. */
export function ShortcutSheet() {
  const open = useSheet((state) => state.open);
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.key !== '?' || event.ctrlKey || event.metaKey || event.altKey || takesKeys(event.target)) return;
      event.preventDefault();
      showShortcuts();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, []);
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => useSheet.setState({ open: next })}
      title="Keyboard shortcuts"
      description="Single keys work while no text box has the focus."
    >
      {GROUPS.map((group) => (
        <section key={group.name} className="mt-3 first:mt-0">
          <h3 className="mb-1 text-small font-medium text-ink-3">{group.name}</h3>
          <dl>
            {group.keys.map(([keys, does]) => (
              <div key={keys + does} className="flex items-center justify-between border-b border-line py-1.5 last:border-0">
                <dt>{does}</dt>
                <dd>
                  <Keys>{keys}</Keys>
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </Dialog>
  );
}
