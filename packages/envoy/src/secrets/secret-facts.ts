import { messageOf, messagesOf, textOf, textsOf } from '../json/field.ts'
import type { JsonObject } from '../json/json.ts'
import { told, toldTogether } from '../proxy/told.ts'
import type { ProxyAnswers } from '../proxy-answers.ts'
import type { Fact } from '../table/resource-table.ts'
import { readChain } from './certificate-chain.ts'
import { chainFacts, linkFacts } from './certificate-facts.ts'
import { readDataSource } from './data-source.ts'
import type { DataSource } from './data-source.ts'
import type { SecretRow } from './secret-rows.ts'

/** A certificate of a secret, then the secret: its whole chain, how its key is held, what it demands of others. */
export function secretFacts(row: SecretRow, answers: ProxyAnswers): readonly Fact[] {
  const entry = answers.dump.entries.secret.find(
    ({ document, path }) => document === row.document && path === row.path,
  )
  const certificate = messageOf(entry?.resource, 'tls_certificate')
  const context = messageOf(entry?.resource, 'validation_context')
  return [
    ...(row.link === undefined ? [] : linkFacts(row.link, row.readAt)),
    ...told('secret.source', row.source === undefined ? undefined : sourceText(row.source)),
    ...told('secret.trust-domain', row.bundleDomain),
    ...told('secret.use', row.use),
    ...keyFacts(certificate),
    ...told('secret.updated', entry?.lastUpdated),
    ...told('secret.version', entry?.versionInfo),
    ...told('secret.failure', entry?.failure?.details, { tone: 'problem' }),
    ...toldTogether('secret.chain', wholeChain(messageOf(certificate, 'certificate_chain'), row.readAt)),
    ...toldTogether('secret.bundle', wholeChain(messageOf(context, 'trusted_ca'), row.readAt)),
    ...contextFacts(context),
  ]
}

function wholeChain(source: JsonObject | undefined, readAt: number): readonly Fact[] {
  const data = readDataSource(source)
  return data?.kind === 'inline' ? chainFacts(readChain(data.text), readAt) : []
}

function keyFacts(certificate: JsonObject | undefined): readonly Fact[] {
  const key = readDataSource(messageOf(certificate, 'private_key'))
  return [
    ...told('secret.private-key', key === undefined ? undefined : sourceText(key)),
    ...told('secret.key-provider', textOf(messageOf(certificate, 'private_key_provider'), 'provider_name')),
  ]
}

/** @see envoy: CertificateValidationContext in tls/v3/common.proto */
function contextFacts(context: JsonObject | undefined): readonly Fact[] {
  const names = [
    ...messagesOf(context, 'match_typed_subject_alt_names').map((one) => messageOf(one, 'matcher')),
    ...messagesOf(context, 'match_subject_alt_names'),
  ]
  const revoked = readDataSource(messageOf(context, 'crl'))
  return [
    ...names.flatMap((one) => told('secret.demanded-name', one === undefined ? '' : matcherText(one))),
    ...textsOf(context, 'verify_certificate_hash').flatMap((hash) => told('secret.demanded-hash', hash)),
    ...textsOf(context, 'verify_certificate_spki').flatMap((hash) => told('secret.demanded-key', hash)),
    ...told('secret.revoked', revoked === undefined ? undefined : sourceText(revoked)),
    ...told('secret.trust-check', textOf(context, 'trust_chain_verification'), { tone: 'warning' }),
  ]
}

/** @see envoy: type/matcher/v3/string.proto */
function matcherText(matcher: JsonObject): string {
  const regex = textOf(messageOf(matcher, 'safe_regex'), 'regex')
  return (
    textOf(matcher, 'exact') ??
    (regex === undefined ? undefined : `~ ${regex}`) ??
    ['prefix', 'suffix', 'contains'].flatMap((kind) => {
      const text = textOf(matcher, kind)
      return text === undefined ? [] : [`${kind} ${text}`]
    })[0] ??
    ''
  )
}

/** Where it is; never what it is. */
function sourceText(source: DataSource): string {
  switch (source.kind) {
    case 'inline':
      return 'inline'
    case 'redacted':
      return '[redacted]'
    case 'file':
      return source.path
    case 'environment':
      return `$${source.name}`
    case 'unreadable':
      return 'inline, not Base64'
    default:
      return source satisfies never
  }
}
