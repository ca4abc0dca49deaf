import type { DumpEntry, ResourceState } from '../dump/proxy-dump.ts'
import { typedMessage } from '../json/any.ts'
import { messageAt, messageOf, messagesOf, textOf } from '../json/field.ts'
import type { JsonObject } from '../json/json.ts'
import type { ProxyAnswers } from '../proxy-answers.ts'
import { readChain } from './certificate-chain.ts'
import type { ChainLink } from './certificate-chain.ts'
import { readDataSource } from './data-source.ts'
import type { DataSource } from './data-source.ts'

/** What a secret is for Envoy. */
export type SecretUse = 'certificate' | 'authorities' | 'session-ticket-keys' | 'generic' | 'nothing'

/**
 * One certificate of a secret, or the secret itself when no certificate of it can
 * be read. It has nothing of a private key, and not the message that might.
 */
export type SecretRow = {
  readonly name: string
  readonly state: ResourceState
  readonly use: SecretUse
  readonly link: ChainLink | undefined
  /** Its place in the chain or bundle, from 0; and how many stand there. */
  readonly position: number
  readonly of: number
  /** Where the certificates come from, when their bytes are not in the dump. */
  readonly source: DataSource | undefined
  /** The SPIFFE trust domain of the bundle, where the secret says it. */
  readonly bundleDomain: string | undefined
  /** When the answers were read, in milliseconds since 1970. */
  readonly readAt: number
  readonly document: number
  readonly path: string
}

type Bundle = Pick<SecretRow, 'use' | 'source' | 'bundleDomain'>

const known = new WeakMap<ProxyAnswers, readonly SecretRow[]>()

/**
 * The rows of all secrets of a dump, warming ones first, as istioctl lists them;
 * read once, because the table and the overview both ask and certificates cost.
 */
export function secretRows(answers: ProxyAnswers): readonly SecretRow[] {
  const rows = known.get(answers) ?? readRows(answers)
  known.set(answers, rows)
  return rows
}

function readRows(answers: ProxyAnswers): readonly SecretRow[] {
  const secrets = answers.dump.entries.secret
  const warming = secrets.filter(({ state }) => state === 'warming')
  const others = secrets.filter(({ state }) => state !== 'warming')
  return [...warming, ...others].flatMap((entry) => rowsOfSecret(entry, answers.readAt))
}

function rowsOfSecret(entry: DumpEntry, readAt: number): readonly SecretRow[] {
  const { name, state, document, path } = entry
  const common = { name, state, readAt, document, path }
  return bundlesOf(entry.resource).flatMap((bundle): readonly SecretRow[] => {
    const chain = bundle.source?.kind === 'inline' ? readChain(bundle.source.text) : []
    const shared = { ...common, ...bundle, source: withoutText(bundle.source) }
    if (chain.length === 0) return [{ ...shared, link: undefined, position: 0, of: 0 }]
    return chain.map((link, position) => ({ ...shared, link, position, of: chain.length }))
  })
}

/** A text that is no certificate may be anything, a key too. */
function withoutText(source: DataSource | undefined): DataSource | undefined {
  return source?.kind === 'inline' ? undefined : source
}

/** @see envoy: api/envoy/extensions/transport_sockets/tls/v3/secret.proto */
function bundlesOf(secret: JsonObject): readonly Bundle[] {
  const certificate = messageOf(secret, 'tls_certificate')
  if (certificate !== undefined) {
    return [bundle('certificate', messageOf(certificate, 'certificate_chain'))]
  }
  const context = messageOf(secret, 'validation_context')
  if (context !== undefined) {
    const domains = trustDomainBundles(context)
    return domains.length > 0 ? domains : [bundle('authorities', messageOf(context, 'trusted_ca'))]
  }
  if (messageOf(secret, 'session_ticket_keys') !== undefined)
    return [bundle('session-ticket-keys', undefined)]
  if (messageOf(secret, 'generic_secret') !== undefined) return [bundle('generic', undefined)]
  return [bundle('nothing', undefined)]
}

/** SPIRE gives the authorities of each trust domain apart. @see envoy: tls/v3/tls_spiffe_validator_config.proto */
function trustDomainBundles(context: JsonObject): readonly Bundle[] {
  const validator = typedMessage(messageAt(context, 'custom_validator_config', 'typed_config'))
  return messagesOf(validator?.message, 'trust_domains').map((domain) => ({
    ...bundle('authorities', messageOf(domain, 'trust_bundle')),
    bundleDomain: textOf(domain, 'name'),
  }))
}

function bundle(use: SecretUse, source: JsonObject | undefined): Bundle {
  return { use, source: readDataSource(source), bundleDomain: undefined }
}
