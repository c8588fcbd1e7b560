import type { Role } from '@supportchat/protocol';
import { describe, expect, it } from 'vitest';
import { rightsOver, rolesToGive } from './agent-permissions.ts';

const person = (role: Role, more: { _id?: string; isActive?: boolean; invited?: boolean } = {}) => ({
  _id: role,
  role,
  isActive: true,
  invited: false,
  ...more,
});
const any = (rights: object) => Object.values(rights).some(Boolean);

describe('who may change whom', () => {
  it('agents change no one', () => {
    for (const role of ['owner', 'admin', 'agent'] as const) expect(any(rightsOver(person('agent'), person(role, { _id: 'x', invited: true })))).toBe(false);
  });
  it('only owners change owners, and only owners make owners', () => {
    expect(any(rightsOver(person('admin'), person('owner', { invited: true })))).toBe(false);
    expect(rightsOver(person('owner'), person('owner', { _id: 'x' })).changeRole).toBe(true);
    expect(rolesToGive(person('admin'))).not.toContain('owner');
    expect(rolesToGive(person('owner'))).toContain('owner');
  });
  it('no one changes their own role or deactivates themselves', () => {
    for (const role of ['owner', 'admin'] as const) expect(any(rightsOver(person(role), person(role)))).toBe(false);
  });
  it('deactivated users can be reactivated, invited ones get a new link while active', () => {
    const me = person('admin');
    expect(rightsOver(me, person('agent', { isActive: false }))).toMatchObject({ deactivate: false, reactivate: true });
    expect(rightsOver(me, person('agent', { invited: true })).renewInvite).toBe(true);
    expect(rightsOver(me, person('agent', { invited: true, isActive: false })).renewInvite).toBe(false);
  });
});
