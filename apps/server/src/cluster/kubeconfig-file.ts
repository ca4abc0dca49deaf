import { readFileSync } from 'node:fs'
import { dirname, isAbsolute, join } from 'node:path'
import { KubeConfig } from '@kubernetes/client-node'
import { parse, YAMLParseError } from 'yaml'
import * as z from 'zod/mini'
import { KubeconfigError } from './kubeconfig-error.ts'

/** Whom a user entry asks to act as (`as`, `as-groups`). */
export type Impersonation = { readonly user: string; readonly groups: readonly string[] }

/** One kubeconfig file, read, with what client-node leaves out beside it. */
export type KubeconfigFile = {
  readonly config: KubeConfig
  readonly impersonations: ReadonlyMap<string, Impersonation>
}

const nameless = z.looseObject({ name: z.optional(z.string()) })
const document = z.nullish(
  z.looseObject({
    'current-context': z.nullish(z.string()),
    clusters: z.nullish(z.array(nameless)),
    contexts: z.nullish(z.array(nameless)),
    users: z.nullish(
      z.array(
        z.looseObject({
          name: z.optional(z.string()),
          user: z.nullish(
            z.looseObject({
              as: z.optional(z.string()),
              'as-groups': z.optional(z.array(z.string())),
              tokenFile: z.optional(z.string()),
            }),
          ),
        }),
      ),
    ),
  }),
)

/**
 * Reads one kubeconfig file; relative paths in it are relative to it.
 * @throws KubeconfigError when it cannot be read, is not YAML, or lacks what a kubeconfig needs.
 */
export function readKubeconfigFile(path: string): KubeconfigFile {
  const parsed = z.safeParse(document, parseYaml(path, readText(path)))
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    const where = issue?.path.join('.') || 'the document'
    throw new KubeconfigError(`${path} is not a kubeconfig: ${where} is not what it should be.`)
  }
  const config = new KubeConfig()
  const content = parsed.data ?? {}
  try {
    config.loadFromOptions({ clusters: [], users: [], contexts: [], currentContext: '' })
    // Through text, because only `loadFromString` checks the entries; `null` lists would trip it.
    config.loadFromString(JSON.stringify({ ...content, 'current-context': content['current-context'] ?? '' }))
  } catch (error) {
    throw new KubeconfigError(
      `${path} is not a kubeconfig: ${error instanceof Error ? error.message : 'unreadable'}.`,
    )
  }
  config.makePathsAbsolute(dirname(path))
  const impersonations = new Map<string, Impersonation>()
  for (const entry of content.users ?? []) {
    if (!entry.name || !entry.user) continue
    if (entry.user.as)
      impersonations.set(entry.name, { user: entry.user.as, groups: entry.user['as-groups'] ?? [] })
    // client-node knows `tokenFile` only by way of an auth provider, which also reads it again when it changed.
    if (entry.user.tokenFile && !config.getUser(entry.name)?.token) {
      useTokenFile(config, entry.name, absolute(dirname(path), entry.user.tokenFile))
    }
  }
  return { config, impersonations }
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    throw new KubeconfigError(`The kubeconfig ${path} cannot be read: ${reasonOf(error)}.`)
  }
}

function parseYaml(path: string, text: string): unknown {
  try {
    return parse(text)
  } catch (error) {
    // The parser's message quotes the line; a kubeconfig's lines may be keys.
    const at = error instanceof YAMLParseError ? error.linePos?.[0] : undefined
    throw new KubeconfigError(
      `${path} is not YAML${at === undefined ? '' : ` (line ${at.line}, column ${at.col})`}.`,
    )
  }
}

function useTokenFile(config: KubeConfig, name: string, tokenFile: string): void {
  config.users = config.users.map((user) =>
    user.name === name ? { ...user, authProvider: { name: 'tokenFile', config: { tokenFile } } } : user,
  )
}

function absolute(folder: string, path: string): string {
  return isAbsolute(path) ? path : join(folder, path)
}

function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  switch (code) {
    case 'ENOENT':
      return 'there is no such file'
    case 'EACCES':
      return 'permission denied'
    case 'EISDIR':
      return 'it is a folder'
    default:
      return 'reading it failed'
  }
}
