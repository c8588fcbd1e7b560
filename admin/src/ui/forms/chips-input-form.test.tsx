// @vitest-environment happy-dom
import { fireEvent, render, screen } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, expect, test, vi } from 'vitest';
import { PlainButton } from '../plain-button.tsx';
import { ChipsInput } from './chips-input.tsx';
import { Field } from './field.tsx';

const lower = (text: string) => (text.includes(' ') ? { error: 'No spaces.' } : { value: text.toLowerCase() });

function Form({ saved, onChange }: { saved: string[]; onChange?: (value: string[]) => void }) {
  const [value, setValue] = useState(saved);
  const change = (next: string[]) => {
    setValue(next);
    onChange?.(next);
  };
  return (
    <>
      <Field label="Domains">
        <ChipsInput value={value} onChange={change} check={lower} />
      </Field>
      <PlainButton onClick={() => setValue(saved)}>Discard</PlainButton>
    </>
  );
}

const box = () => screen.getByRole<HTMLInputElement>('textbox');
const chips = () => screen.queryAllByRole('listitem').map(({ textContent }) => textContent);
const type = (text: string) => fireEvent.change(box(), { target: { value: text } });
afterEach(() => document.body.replaceChildren());

test('[PANEL2] the form contains what is typed, key by key, without Enter', () => {
  const changed = vi.fn<(value: string[]) => void>();
  render(<Form saved={['a']} onChange={changed} />);
  type('Bb');
  expect(changed).toHaveBeenLastCalledWith(['a', 'bb']);
  expect(chips()).toEqual(['a']);
  type('');
  expect(changed).toHaveBeenLastCalledWith(['a']);
});

test('[PANEL2] Enter makes it a chip once, and discarding empties the box', () => {
  render(<Form saved={['a']} />);
  type('b');
  fireEvent.keyDown(box(), { key: 'Enter' });
  expect([chips(), box().value]).toEqual([['a', 'b'], '']);
  type('c');
  fireEvent.click(screen.getByText('Discard'));
  expect([chips(), box().value]).toEqual([['a'], '']);
});

test('[PANEL2] an invalid entry stays in the box with its reason, and removing a chip keeps it', () => {
  const changed = vi.fn<(value: string[]) => void>();
  render(<Form saved={['a', 'b']} onChange={changed} />);
  type('two words');
  fireEvent.blur(box());
  expect(screen.getByRole('alert').textContent).toBe('No spaces.');
  fireEvent.click(screen.getByLabelText('Remove a'));
  expect(changed).toHaveBeenLastCalledWith(['b', 'two words']);
  expect([chips(), box().value]).toEqual([['b'], 'two words']);
});
