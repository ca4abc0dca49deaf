import type { SocketEnd, SocketPeer } from '@portolan/contract/inside'
import { isInboundSource, isLoopback, plainAddress } from './ip-address.ts'

/** Addresses of the cluster's own objects, each in the spelling of `plainAddress`. */
export type AddressBook = {
  /** The pod's own addresses. */
  readonly own: ReadonlySet<string>
  readonly pods: ReadonlyMap<string, Extract<SocketPeer, { readonly kind: 'pod' }>>
  readonly services: ReadonlyMap<string, Extract<SocketPeer, { readonly kind: 'service' }>>
  /** Node names by address. */
  readonly nodes: ReadonlyMap<string, string>
  /** Where the API server answers, by its Service or by its endpoints. */
  readonly apiServer: ReadonlySet<string>
  /** Whether every pod and every Service could be listed; else an address that is not here may still be one of theirs. */
  readonly whole: boolean
}

/** What a cluster tells of one pod, as far as addresses go. */
export type AddressedPod = {
  readonly namespace: string
  readonly name: string
  readonly component: string | undefined
  readonly hostNetwork: boolean
  readonly ips: readonly string[]
  readonly node: string | undefined
  readonly hostIps: readonly string[]
  /** Ended pods keep the address in their status while another pod has it. */
  readonly ended: boolean
}

export type AddressedService = {
  readonly namespace: string
  readonly name: string
  readonly ips: readonly string[]
}

/**
 * Makes the book of one pod. A node's addresses are those that its pods give as
 * their host's, so no right to read nodes is needed.
 */
export function addressBook(facts: {
  readonly own: readonly string[]
  readonly pods: readonly AddressedPod[]
  readonly services: readonly AddressedService[]
  readonly apiServer: readonly string[]
  readonly whole: boolean
}): AddressBook {
  const book = {
    own: new Set(facts.own.map(plainAddress)),
    pods: new Map<string, Extract<SocketPeer, { readonly kind: 'pod' }>>(),
    services: new Map<string, Extract<SocketPeer, { readonly kind: 'service' }>>(),
    nodes: new Map<string, string>(),
    apiServer: new Set(facts.apiServer.map(plainAddress)),
    whole: facts.whole,
  }
  for (const { namespace, name, component, hostNetwork, ips, node, hostIps, ended } of facts.pods) {
    if (node !== undefined) for (const ip of hostIps) book.nodes.set(plainAddress(ip), node)
    // With the host's network its address is the node's, and says nothing about which of its processes it is.
    if (hostNetwork || ended) continue
    const peer = { kind: 'pod' as const, namespace, name, ...(component === undefined ? {} : { component }) }
    for (const ip of ips) book.pods.set(plainAddress(ip), peer)
  }
  for (const { namespace, name, ips } of facts.services) {
    for (const ip of ips) {
      if (ip === '' || ip === 'None') continue
      book.services.set(plainAddress(ip), { kind: 'service', namespace, name })
      if (namespace === 'default' && name === 'kubernetes') book.apiServer.add(plainAddress(ip))
    }
  }
  return book
}

/** Who has an address; `undefined` where the objects that could be read do not tell. */
export function peerAt({ address }: SocketEnd, book: AddressBook): SocketPeer | undefined {
  const ip = plainAddress(address)
  if (book.own.has(ip) || isLoopback(ip) || isInboundSource(ip)) return { kind: 'self' }
  const node = book.nodes.get(ip)
  return (
    book.pods.get(ip) ??
    book.services.get(ip) ??
    (node === undefined ? undefined : { kind: 'node', name: node }) ??
    (book.whole || book.apiServer.has(ip) ? { kind: 'outside' } : undefined)
  )
}
