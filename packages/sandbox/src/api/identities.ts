import { randomBytes } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import {
  covers,
  isMaster,
  mayDo,
  standardIdentities,
  type AccessQuestion,
  type AccessRule,
  type SandboxIdentity,
} from './access-rules.ts'
import { forbidden, unauthorized, type Status } from './status.ts'

export type Authenticated =
  | { readonly kind: 'known'; readonly identity: SandboxIdentity }
  | { readonly kind: 'refused'; readonly status: Status }

const anonymous: SandboxIdentity = {
  name: 'system:anonymous',
  username: 'system:anonymous',
  groups: ['system:unauthenticated'],
  rules: [],
}

/** Who holds which token, and what was taken away from whom. */
export class Identities {
  readonly #byName = new Map<string, SandboxIdentity>()
  readonly #tokens = new Map<string, string>()
  readonly #denied = new Map<string, AccessRule[]>()

  /** @param recorded as whom a recording was made: the administrator bears that name and those groups */
  constructor(recorded?: { readonly user?: string | undefined; readonly groups: readonly string[] }) {
    for (const identity of standardIdentities) {
      const isAdmin = identity.name === 'admin' && recorded?.user !== undefined
      this.add(isAdmin ? administratorAs(recorded.user, recorded.groups) : identity)
    }
  }

  add(identity: SandboxIdentity): void {
    this.#byName.set(identity.name, identity)
    this.#tokens.set(identity.name, `sandbox-${identity.name}-${randomBytes(12).toString('hex')}`)
  }

  tokenOf(name: string): string {
    const token = this.#tokens.get(name)
    if (token === undefined) throw new Error(`the sandbox has no user ${name}`)
    return token
  }

  /** The token that was handed out is worth nothing from now on. */
  expire(name: string): void {
    this.tokenOf(name)
    this.#tokens.set(name, `sandbox-${name}-${randomBytes(12).toString('hex')}`)
  }

  deny(name: string, rule: AccessRule): void {
    this.#denied.set(name, [...(this.#denied.get(name) ?? []), rule])
  }

  heal(): void {
    this.#denied.clear()
  }

  may(identity: SandboxIdentity, question: AccessQuestion): boolean {
    if (this.#denied.get(identity.name)?.some((rule) => covers(rule, question))) return false
    return mayDo(identity, question)
  }

  /** Reads the bearer token and the impersonation headers. */
  authenticate(headers: IncomingHttpHeaders): Authenticated {
    const token = /^Bearer (.+)$/i.exec(headers.authorization ?? '')?.[1]
    const identity = token === undefined ? undefined : this.#holderOf(token)
    if (token === undefined) return { kind: 'known', identity: anonymous }
    if (!identity) return { kind: 'refused', status: unauthorized() }
    const wanted = one(headers['impersonate-user'])
    return wanted === undefined
      ? { kind: 'known', identity }
      : this.#impersonate(identity, wanted, headers['impersonate-group'])
  }

  #holderOf(token: string): SandboxIdentity | undefined {
    for (const [name, held] of this.#tokens) if (held === token) return this.#byName.get(name)
    return undefined
  }

  #impersonate(
    by: SandboxIdentity,
    username: string,
    groups: string | readonly string[] | undefined,
  ): Authenticated {
    if (!isMaster(by)) {
      const status = forbidden({
        username: by.username,
        verb: 'impersonate',
        resource: 'users',
        name: username,
      })
      return { kind: 'refused', status }
    }
    const known = [...this.#byName.values()].find((one) => one.username === username)
    const given =
      typeof groups === 'string' ? groups.split(',').map((group) => group.trim()) : [...(groups ?? [])]
    const identity = {
      name: known?.name ?? username,
      username,
      groups:
        given.length > 0
          ? [...new Set([...given, 'system:authenticated'])]
          : (known?.groups ?? ['system:authenticated']),
      rules: known?.rules ?? [],
    }
    return { kind: 'known', identity }
  }
}

/**
 * Whoever opens a recording may read all of it, whatever the one who made it
 * might do: what was refused then is missing from it, and its gaps say why.
 */
function administratorAs(username: string, groups: readonly string[]): SandboxIdentity {
  return { name: 'admin', username, groups, rules: [{ verbs: ['*'], resources: ['*'] }] }
}

function one(value: string | readonly string[] | undefined): string | undefined {
  return typeof value === 'string' ? value : value?.[0]
}
