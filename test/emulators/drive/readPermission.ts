import { isRefusal, type OrRefusal } from '../http/refusal.ts';
import { invalidField, refusal } from './refusals.ts';
import { permissionIdOf } from './store/access.ts';
import { ROLES, type Permission, type Role } from './store/model.ts';

/** Reads the body of a new permission. */
export function readPermission(body: Readonly<Record<string, unknown>>): OrRefusal<Permission> {
  const { type, emailAddress, domain, allowFileDiscovery } = body;
  const role = readRole(body);
  if (isRefusal(role)) return role;
  const isFound = allowFileDiscovery === true;
  switch (type) {
    case 'anyone':
      return role === 'writer' && isFound
        ? invalidField('permission.role', 'Files that anyone can find cannot be written by anyone.')
        : { id: isFound ? 'anyone' : 'anyoneWithLink', type, role, allowFileDiscovery: isFound };
    case 'domain':
      return typeof domain === 'string'
        ? { id: permissionIdOf(domain), type, role, domain, allowFileDiscovery: isFound }
        : invalidField('permission.domain', 'The domain field is required for this permission type.');
    case 'user':
    case 'group':
      return typeof emailAddress === 'string' && emailAddress.includes('@')
        ? { id: permissionIdOf(emailAddress), type, role, emailAddress }
        : invalidField('permission.emailAddress', 'The specified emailAddress is invalid or not applicable.');
    default:
      return invalidField('permission.type', 'The permission type field is required.');
  }
}

/** The role of a new or changed permission. Ownership does not change hands here. */
export function readRole({ role }: Readonly<Record<string, unknown>>): OrRefusal<Role> {
  const found = ROLES.find((known) => known === role);
  if (!found) return invalidField('permission.role', 'The permission role field is required.');
  return found === 'owner'
    ? refusal(403, 'forbidden', "The transferOwnership parameter must be enabled when the permission role is 'owner'.")
    : found;
}
