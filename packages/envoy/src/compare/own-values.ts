import type { ProxyDump } from '../dump/proxy-dump.ts'
import { entriesOf, messageAt, messageOf, textOf } from '../json/field.ts'
import type { Json } from '../json/json.ts'
import type { Hide } from './normalise.ts'

/** What is a proxy's own, so that no other one can have it. */
export type OwnValues = {
  readonly addresses: readonly string[]
  /** Names of its pod and its node. */
  readonly names: readonly string[]
  /** Whole texts: its certificates, and when the kubelet saw it. */
  readonly texts: readonly string[]
}

/**
 * What a dump says of its proxy, from the node of its bootstrap; nothing for a
 * dump of istiod, which holds no bootstrap.
 * @see istio: pkg/model/proxy.go (node ids and metadata)
 */
export function ownValuesOf(dump: ProxyDump): OwnValues {
  const node = messageOf(dump.entries.bootstrap[0]?.resource, 'node')
  const [, address = '', id = ''] = textOf(node, 'id')?.split('~') ?? []
  const metadata = new Map(entriesOf(node, 'metadata'))
  const annotations = new Map(entriesOf(messageOf(node, 'metadata'), 'ANNOTATIONS'))
  return {
    addresses: texts(address, ...(split(metadata.get('INSTANCE_IPS')) ?? [])),
    names: texts(metadata.get('NAME') ?? podOf(id), metadata.get('NODE_NAME')),
    texts: texts(
      annotations.get('kubernetes.io/config.seen'),
      ...dump.entries.secret.map(({ resource }) =>
        textOf(messageAt(resource, 'tls_certificate', 'certificate_chain'), 'inline_bytes'),
      ),
    ),
  }
}

/**
 * Puts `<own …>` where a proxy's own values stand, and `<other …>` for those of
 * the proxy it is compared with: each lists the other among its endpoints, and
 * listens for it where a service is headless.
 */
export function hiding(own: OwnValues, other: OwnValues): Hide {
  const whole = new Set(own.texts)
  const patterns = [
    ...own.addresses.map((value) => [addressIn(value), '<own address>'] as const),
    ...own.names.map((value) => [nameIn(value), '<own name>'] as const),
    ...other.addresses.map((value) => [addressIn(value), '<other address>'] as const),
    ...other.names.map((value) => [nameIn(value), '<other name>'] as const),
  ]
  return (text) =>
    whole.has(text)
      ? '<own>'
      : patterns.reduce((left, [pattern, word]) => left.replaceAll(pattern, word), text)
}

/** Not within a longer address. */
function addressIn(address: string): RegExp {
  return new RegExp(`(?<![\\d.a-fA-F:])${literal(address)}(?![\\da-fA-F]|\\.\\d|:[\\da-fA-F]*:)`, 'gu')
}

function nameIn(name: string): RegExp {
  return new RegExp(`(?<![\\w-])${literal(name)}(?![\\w-])`, 'gu')
}

function literal(text: string): string {
  return text.replaceAll(/[^\w]/gu, (sign) => `\\u{${sign.codePointAt(0)?.toString(16)}}`)
}

/** `cart-1.shop` is the pod `cart-1` of the namespace `shop`. */
function podOf(id: string): string {
  return id.slice(0, Math.max(0, id.lastIndexOf('.')))
}

function split(value: Json | undefined): readonly string[] | undefined {
  return typeof value === 'string' ? value.split(',') : undefined
}

function texts(...values: readonly (Json | undefined)[]): readonly string[] {
  return [...new Set(values.filter((value) => typeof value === 'string').filter((value) => value !== ''))]
}
