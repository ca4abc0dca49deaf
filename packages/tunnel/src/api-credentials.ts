import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { OutgoingHttpHeaders } from 'node:http'
import type { RequestOptions } from 'node:https'
import { createSecureContext, type SecureContext } from 'node:tls'
import { KubeConfig, type Cluster } from '@kubernetes/client-node'
import { TunnelError } from './tunnel-error.ts'

/** Whom a request acts as, beyond the user who signed in. */
export type Impersonation = { readonly user: string; readonly groups: readonly string[] }

/** What one connection to the API server needs, as it was at one moment. */
export type ApiCredentials = {
  readonly headers: OutgoingHttpHeaders
  /** Changes whenever the CA, the client certificate or the key does. */
  readonly materialHash: string
  readonly tls: {
    readonly secureContext?: SecureContext
    readonly servername?: string
    readonly rejectUnauthorized?: boolean
  }
}

/** How long an answer is shared, in milliseconds: long enough for a burst, short enough for a rotation. */
const sharedFor = 1_000

/**
 * Resolves a kubeconfig's credentials through client-node, which knows exec
 * plugins, OIDC, token files and the rest. A burst of callers shares one
 * resolution: client-node itself would start the plugin once for each.
 */
export class ApiCredentialSource {
  #kubeConfig: KubeConfig
  readonly #original: KubeConfig
  readonly #impersonate: Impersonation | undefined
  #current: { readonly until: number; readonly credentials: Promise<ApiCredentials> } | undefined
  #context: { readonly hash: string; readonly secureContext: SecureContext } | undefined

  constructor(kubeConfig: KubeConfig, impersonate: Impersonation | undefined) {
    this.#original = kubeConfig
    this.#kubeConfig = independentCopy(kubeConfig)
    this.#impersonate = impersonate
  }

  /** @throws TunnelError `credentials-failed` when a plugin or a file fails. */
  resolve(): Promise<ApiCredentials> {
    const now = performance.now()
    if (this.#current && now < this.#current.until) return this.#current.credentials
    const credentials = this.#resolveNow()
    // While it is running everybody waits for it; its answer then lives a moment longer.
    const entry = { until: Number.POSITIVE_INFINITY, credentials }
    this.#current = entry
    const settle = (until: number) => {
      if (this.#current === entry) this.#current = { until, credentials }
    }
    credentials.then(
      () => settle(performance.now() + sharedFor),
      () => settle(0),
    )
    return credentials
  }

  /** Forgets what was cached, so that the next request asks the plugin again: the API server said 401. */
  forget(): void {
    this.#kubeConfig = independentCopy(this.#original)
    this.#current = undefined
  }

  async #resolveNow(): Promise<ApiCredentials> {
    const cluster = this.#kubeConfig.getCurrentCluster() ?? undefined
    const options: RequestOptions = {}
    try {
      await this.#kubeConfig.applyToHTTPSOptions(options)
      if (!this.#kubeConfig.getCurrentUser()) applyCluster(options, cluster)
    } catch (cause) {
      throw new TunnelError('credentials-failed', this.#explain(cause), { cause })
    }
    const headers: OutgoingHttpHeaders = {}
    for (const [name, value] of Object.entries(options.headers ?? {})) headers[name] = value
    if (options.auth) headers['Authorization'] = `Basic ${Buffer.from(options.auth).toString('base64')}`
    if (this.#impersonate) {
      headers['Impersonate-User'] = this.#impersonate.user
      if (this.#impersonate.groups.length > 0) headers['Impersonate-Group'] = [...this.#impersonate.groups]
    }
    return { headers, ...this.#secure(options, cluster) }
  }

  #secure(
    options: RequestOptions,
    cluster: Cluster | undefined,
  ): Pick<ApiCredentials, 'materialHash' | 'tls'> {
    const { ca, cert, key, pfx, passphrase, servername, rejectUnauthorized } = options
    const hash = createHash('sha256')
    for (const part of [ca, cert, key, pfx, passphrase, servername, rejectUnauthorized])
      hash.update(part === undefined ? 'none;' : `${hashable(part)};`)
    const materialHash = hash.digest('base64url')
    const names = {
      ...(servername === undefined ? {} : { servername }),
      ...(rejectUnauthorized === undefined ? {} : { rejectUnauthorized }),
    }
    if (cluster?.server.startsWith('http:')) return { materialHash, tls: names }
    // Reading the PEM once, not for each connection, is a good part of a tunnel's CPU.
    if (this.#context?.hash !== materialHash) {
      try {
        const secureContext = createSecureContext({ ca, cert, key, pfx, passphrase })
        this.#context = { hash: materialHash, secureContext }
      } catch (cause) {
        const text = `the certificates in the kubeconfig cannot be used: ${messageOf(cause)}`
        throw new TunnelError('credentials-failed', text, { cause })
      }
    }
    return { materialHash, tls: { secureContext: this.#context.secureContext, ...names } }
  }

  #explain(cause: unknown): string {
    const user = this.#kubeConfig.getCurrentUser()
    const plugin = commandOf(user?.exec)
    if (plugin === undefined) return messageOf(cause)
    const said = messageOf(cause)
    if (errorCode(cause) === 'ENOENT')
      return `the credential plugin "${plugin}" of user "${user?.name ?? ''}" is not installed or not on PATH`
    return `the credential plugin "${plugin}" of user "${user?.name ?? ''}" failed: ${said || 'it said nothing'}`
  }
}

/**
 * A copy with its own authenticators and caches. A plain http server is marked
 * as unverified, without which client-node refuses it; the proxy is left out,
 * because connecting is ours.
 */
function independentCopy(original: KubeConfig): KubeConfig {
  const copy = new KubeConfig()
  copy.loadFromOptions({
    clusters: original.clusters.map((cluster) => ({
      ...cluster,
      skipTLSVerify: cluster.skipTLSVerify || cluster.server.startsWith('http:'),
      proxyUrl: undefined,
    })),
    users: original.users,
    contexts: original.contexts,
    currentContext: original.currentContext,
  })
  return copy
}

/** client-node reads the cluster's TLS settings only when the context has a user. */
function applyCluster(options: RequestOptions, cluster: Cluster | undefined): void {
  if (cluster === undefined) return
  if (cluster.skipTLSVerify) options.rejectUnauthorized = false
  if (cluster.tlsServerName) options.servername = cluster.tlsServerName
  if (cluster.caFile) options.ca = readFileSync(cluster.caFile)
  else if (cluster.caData) options.ca = Buffer.from(cluster.caData, 'base64')
}

function hashable(part: unknown): string {
  if (Buffer.isBuffer(part)) return part.toString('base64')
  return JSON.stringify(part) ?? 'none'
}

function commandOf(exec: unknown): string | undefined {
  if (typeof exec !== 'object' || exec === null || !('command' in exec)) return undefined
  return typeof exec.command === 'string' ? exec.command : undefined
}

function errorCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined
  return typeof error.code === 'string' ? error.code : undefined
}

function messageOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).trim()
}
