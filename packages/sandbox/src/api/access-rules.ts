/** A right: verbs on resources (with subresource, as in `pods/portforward`; `*` is everything). */
export type AccessRule = {
  readonly verbs: readonly string[]
  readonly resources: readonly string[]
  /** `undefined` means everywhere and at the cluster's scope. */
  readonly namespaces?: readonly string[]
}

/** Somebody who may present a bearer token. */
export type SandboxIdentity = {
  readonly name: string
  readonly username: string
  readonly groups: readonly string[]
  readonly rules: readonly AccessRule[]
}

/** What an authorizer is asked. */
export type AccessQuestion = {
  readonly verb: string
  readonly resource: string
  readonly namespace: string | undefined
  readonly name?: string
}

export function isMaster(identity: SandboxIdentity): boolean {
  return identity.groups.includes('system:masters')
}

/** Whether one of the identity's rules covers the question. Masters may everything. */
export function mayDo(identity: SandboxIdentity, question: AccessQuestion): boolean {
  return isMaster(identity) || identity.rules.some((rule) => covers(rule, question))
}

export function covers(rule: AccessRule, { verb, resource, namespace, name }: AccessQuestion): boolean {
  if (!includes(rule.verbs, verb) || !includes(rule.resources, resource)) return false
  if (!rule.namespaces) return true
  if (namespace !== undefined) return rule.namespaces.includes(namespace)
  // A namespace is its own scope: `get namespaces shop` is covered by a right in shop.
  return resource === 'namespaces' && name !== undefined && rule.namespaces.includes(name)
}

function includes(words: readonly string[], word: string): boolean {
  return words.includes('*') || words.includes(word)
}

const readable = ['pods', 'pods/log', 'services', 'configmaps', 'events']
const read = ['get', 'list', 'watch']

/** The users that every sandbox starts with. */
export const standardIdentities: readonly SandboxIdentity[] = [
  { name: 'admin', username: 'sandbox-admin', groups: ['system:masters', 'system:authenticated'], rules: [] },
  {
    name: 'viewer',
    username: 'system:serviceaccount:sandbox-access:viewer',
    groups: ['system:serviceaccounts', 'system:serviceaccounts:sandbox-access', 'system:authenticated'],
    rules: [{ verbs: read, resources: [...readable, 'namespaces'] }],
  },
  {
    name: 'shop-operator',
    username: 'system:serviceaccount:sandbox-access:shop-operator',
    groups: ['system:serviceaccounts', 'system:serviceaccounts:sandbox-access', 'system:authenticated'],
    rules: [
      { verbs: read, resources: readable, namespaces: ['shop'] },
      { verbs: ['get'], resources: ['namespaces'], namespaces: ['shop'] },
      { verbs: ['get', 'create'], resources: ['pods/portforward', 'pods/exec'], namespaces: ['shop'] },
    ],
  },
]
