import type { Permission, Role } from '@supportchat/protocol';
import { describe, expect, it } from 'vitest';
import { assignableRoles, permissionsFor } from './agent-permissions.ts';

const PERMISSIONS: Record<Role, Permission[]> = { agent: [], admin: ['manage-agents'], owner: ['manage-agents', 'manage-owners'] };
const person = (role: Role, more: { _id?: string; isActive?: boolean; invited?: boolean } = {}) => ({
  _id: role,
  role,
  isActive: true,
  invited: false,
  permissions: PERMISSIONS[role],
  ...more,
});
const any = (rights: object) => Object.values(rights).some(Boolean);

describe('who may change whom', () => {
  it('agents change no one', () => {
    for (const role of ['owner', 'admin', 'agent'] as const)
      expect(any(permissionsFor(person('agent'), person(role, { _id: 'x', invited: true })))).toBe(false);
  });
  it('only owners change owners, and only owners make owners', () => {
    expect(any(permissionsFor(person('admin'), person('owner', { invited: true })))).toBe(false);
    expect(permissionsFor(person('owner'), person('owner', { _id: 'x' })).changeRole).toBe(true);
    expect(assignableRoles(person('admin'))).not.toContain('owner');
    expect(assignableRoles(person('owner'))).toContain('owner');
  });
  it('no one changes their own role or deactivates themselves', () => {
    for (const role of ['owner', 'admin'] as const) expect(any(permissionsFor(person(role), person(role)))).toBe(false);
  });
  it('deactivated users can be reactivated, invited ones get a new link while active', () => {
    const me = person('admin');
    expect(permissionsFor(me, person('agent', { isActive: false }))).toMatchObject({ deactivate: false, reactivate: true });
    expect(permissionsFor(me, person('agent', { invited: true })).renewInvite).toBe(true);
    expect(permissionsFor(me, person('agent', { invited: true, isActive: false })).renewInvite).toBe(false);
  });
});
