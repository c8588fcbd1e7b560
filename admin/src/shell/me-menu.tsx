import { Bell, BellOff, CircleUser, Keyboard, LogOut, Monitor, Moon, Sun } from 'lucide-react';
import { useNavigate } from 'react-router';
import { describeError } from '../http/api-error.ts';
import { useConnection } from '../live/connection.ts';
import { setSound, useSound } from '../preferences/sound.ts';
import { chooseTheme, useTheme } from '../preferences/theme.ts';
import { signOut, useMe } from '../session/session.ts';
import { Avatar } from '../ui/avatar.tsx';
import { Menu, MenuChoice, MenuItem, MenuSeparator } from '../ui/overlays/menu.tsx';
import { notifyFailure } from '../ui/overlays/toast.tsx';
import { PlainButton } from '../ui/plain-button.tsx';
import { showShortcuts } from './shortcuts.tsx';

const THEMES = [
  { value: 'light', label: 'Light', icon: <Sun /> },
  { value: 'dark', label: 'Dark', icon: <Moon /> },
  { value: 'system', label: 'System', icon: <Monitor /> },
] as const;

/** The signed-in user, with their account, theme, sound and sign-out. */
export function MeMenu({ compact = false }: { compact?: boolean }) {
  const me = useMe();
  const navigate = useNavigate();
  const theme = useTheme((state) => state.choice);
  const sound = useSound((state) => state.on);
  const online = useConnection((state) => state.state === 'online');

  const leave = () =>
    signOut().catch((error: unknown) => notifyFailure({ title: 'Could not sign you out', ...describeError(error), retry: () => void leave() }));

  return (
    <Menu
      side="top"
      className="w-56"
      trigger={
        <PlainButton className="flex w-full min-w-0 items-center gap-2 rounded-s px-[7px] py-1.5 text-left hover:bg-hover data-popup-open:bg-hover">
          <Avatar name={me.name} online={online} />
          <span className="sr-only">Account of{compact && ` ${me.name}`}</span>
          {!compact && (
            <span className="min-w-0 flex-1">
              <span className="block truncate">{me.name}</span>
              <span className="block text-small leading-4 text-ink-3">{online ? 'Online' : 'Not connected'}</span>
            </span>
          )}
        </PlainButton>
      }
    >
      <div className="px-2 py-1.5">
        <div className="truncate font-medium">{me.name}</div>
        <div className="truncate text-small text-ink-3">{me.email}</div>
      </div>
      <MenuSeparator />
      <MenuItem icon={<CircleUser />} onSelect={() => navigate('/account')}>
        Account
      </MenuItem>
      <MenuItem icon={sound ? <Bell /> : <BellOff />} onSelect={() => setSound(!sound)}>
        {sound ? 'Sound is on' : 'Sound is off'}
      </MenuItem>
      <MenuItem icon={<Keyboard />} keys="?" onSelect={showShortcuts}>
        Keyboard shortcuts
      </MenuItem>
      <MenuSeparator />
      <MenuChoice label="Theme" value={theme} onChange={chooseTheme} options={THEMES} />
      <MenuSeparator />
      <MenuItem icon={<LogOut />} onSelect={() => void leave()}>
        Sign out
      </MenuItem>
    </Menu>
  );
}
