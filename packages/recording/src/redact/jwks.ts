import { redacted } from './zone.ts'

/** A JSON Web Key Set is public, unless it holds a symmetric key or the private half of one. */
export function keptJwks(text: string, removed: (text: string) => void): string {
  const drop = () => {
    removed(text)
    return redacted
  }
  if (text === redacted || text === '') return text
  let parsed: unknown
  try {
    parsed = JSON.parse(text)
  } catch {
    return drop()
  }
  return everyKeyIsPublic(parsed) ? text : drop()
}

const publicMembers = new Set([
  'kty',
  'use',
  'key_ops',
  'alg',
  'kid',
  'n',
  'e',
  'crv',
  'x',
  'y',
  'x5c',
  'x5t',
  'x5u',
  'x5t#S256',
])

function everyKeyIsPublic(set: unknown): boolean {
  if (typeof set !== 'object' || set === null || !('keys' in set) || !Array.isArray(set.keys)) return false
  return set.keys.every(
    (key: unknown) =>
      typeof key === 'object' &&
      key !== null &&
      !('kty' in key && key.kty === 'oct') &&
      Object.keys(key).every((member) => publicMembers.has(member)),
  )
}
