import { Toast as Base } from '@base-ui/react/toast';
import { X } from 'lucide-react';
import { classes } from '../classes.ts';
import { IconButton } from '../icon-button.tsx';

const manager = Base.createToastManager();

type Notice = { title: string; description?: string; action?: { label: string; onClick: () => void } };

/** Reports briefly that something was done. Polite, gone after 5 s. */
export function notify(notice: Notice | string) {
  const { title, description, action } = typeof notice === 'string' ? { title: notice, description: undefined, action: undefined } : notice;
  return add({
    title,
    description,
    type: 'done',
    timeout: action ? 8000 : 5000,
    actionProps: action && { children: action.label, onClick: action.onClick },
  });
}

type FailureNotice = { title: string; message: string; requestId?: string | undefined; retry?: (() => void) | undefined };

/** Reports that something failed. Assertive, stays until closed, includes the request id and, where it makes sense, Retry. */
export function notifyFailure({ title, message, requestId, retry }: FailureNotice) {
  const id = add({
    title,
    description: requestId ? `${message} Request ID: ${requestId}` : message,
    type: 'failed',
    timeout: 0,
    actionProps: retry && {
      children: 'Retry',
      onClick: () => {
        manager.close(id);
        retry();
      },
    },
  });
  return id;
}

export const closeToast = (id: string) => manager.close(id);

let silent = false;

/** Clears what is shown, and shows nothing until it is allowed again. */
export function silenceToasts(isSilent: boolean) {
  silent = isSilent;
  if (isSilent) manager.close();
}

const add: typeof manager.add = (toast) => (silent ? '' : manager.add(toast));

/** Wraps the panel and shows toasts where they cover nothing that can be clicked: see `toast-place` in `styles.css`. */
export function Toasts({ children }: { children: React.ReactNode }) {
  return (
    <Base.Provider toastManager={manager} limit={4}>
      {children}
      <Base.Portal>
        <Base.Viewport className="toast-place fixed z-50 print:hidden flex flex-col gap-2 outline-none">
          <ToastList />
        </Base.Viewport>
      </Base.Portal>
    </Base.Provider>
  );
}

function ToastList() {
  const { toasts } = Base.useToastManager();
  return toasts.map((toast) => {
    const failed = toast.type === 'failed';
    return (
      <Base.Root
        key={toast.id}
        toast={toast}
        swipeDirection={['left', 'down']}
        role={failed ? 'alert' : 'status'}
        aria-modal={undefined} // Belongs to the role that the base library sets.
        className="translate-x-(--toast-swipe-movement-x) translate-y-(--toast-swipe-movement-y) rounded-l border border-line bg-surface shadow-high transition-[opacity,translate] duration-150 data-ending-style:opacity-0 data-limited:hidden data-starting-style:translate-y-2 data-starting-style:opacity-0 data-swiping:transition-none"
      >
        <Base.Content className="flex items-start gap-2 py-2 pr-1.5 pl-3">
          <span aria-hidden className={classes('mt-2 size-2 shrink-0 rounded-full', failed ? 'bg-bad-dot' : 'bg-ok-dot')} />
          <div className="min-w-0 flex-1 py-0.5">
            <Base.Title render={<p />} className="font-medium break-words" />
            <Base.Description className="text-small break-words text-ink-2" />
            {toast.actionProps && (
              <Base.Action className="mt-1 -ml-2 h-7 rounded-s px-2 font-medium text-accent-text hover:bg-accent-soft pointer-coarse:h-10" />
            )}
          </div>
          <Base.Close aria-hidden={undefined} render={<IconButton label="Dismiss" icon={<X />} />} />
        </Base.Content>
      </Base.Root>
    );
  });
}
