import type { Site } from '@supportchat/protocol';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, configure, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { PlainButton } from '../../ui/plain-button.tsx';
import { useSettingsForm } from './use-settings-form.ts';

// Ends what hangs, not what is slow on a busy machine.
configure({ asyncUtilTimeout: 20_000 });

const Schema = z.strictObject({ name: z.string().min(1, 'must not be empty'), domain: z.string() });
const site = { _id: 'a'.repeat(24) } as Site;

function Form({ values }: { values: { name: string; domain: string } }) {
  const form = useSettingsForm({ site, schema: Schema, values, toChanges: (changed) => changed });
  return (
    <form onSubmit={form.submit}>
      <input aria-label="Name" {...form.register('name')} />
      <input aria-label="Domain" {...form.register('domain')} />
      <output>{form.isDirty ? 'dirty' : 'clean'}</output>
      <p role="alert">{form.formState.errors.name?.message}</p>
      <PlainButton onClick={form.discard}>Discard</PlainButton>
    </form>
  );
}

const tree = (values: { name: string; domain: string }) => (
  <QueryClientProvider client={new QueryClient()}>
    <Form values={values} />
  </QueryClientProvider>
);
const field = (label: string) => screen.getByLabelText<HTMLInputElement>(label);
const type = (label: string, value: string) => fireEvent.change(field(label), { target: { value } });
const state = () => screen.getByRole('status').textContent;

describe('a settings form', () => {
  afterEach(cleanup);

  it('discards what was typed', async () => {
    render(tree({ name: 'Shop', domain: 'shop.example' }));
    type('Name', 'Other');
    await waitFor(() => expect(state()).toBe('dirty'));
    fireEvent.click(screen.getByText('Discard'));
    await waitFor(() => expect(state()).toBe('clean'));
    expect(field('Name').value).toBe('Shop');
  });

  it('shows a colleague’s change where nothing was typed, and keeps what was', async () => {
    const { rerender } = render(tree({ name: 'Shop', domain: 'shop.example' }));
    type('Name', 'Mine');
    await waitFor(() => expect(state()).toBe('dirty'));
    rerender(tree({ name: 'Theirs', domain: 'theirs.example' }));
    await waitFor(() => expect(field('Domain').value).toBe('theirs.example'));
    expect(field('Name').value).toBe('Mine');
    expect(state()).toBe('dirty');
  });

  it('reports what is wrong when the field is left', async () => {
    render(tree({ name: 'Shop', domain: 'shop.example' }));
    type('Name', '');
    fireEvent.blur(field('Name'));
    await waitFor(() => expect(screen.getByRole('alert').textContent).toBe('must not be empty'));
  });
});
