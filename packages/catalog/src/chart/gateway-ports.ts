import type { PortNumberKnowledge, Presence } from '@portolan/contract/chart'
import {
  gatewayCrossNetwork,
  gatewayIstiodWebhook,
  gatewayIstiodXds,
  gatewayListener,
} from '../data/envoy-ports.ts'
import { portIn } from '../settings/env-values.ts'
import { isOwnAddress } from '../settings/listen-address.ts'
import { draftPort, expected, possible, type DraftPort, type PodContext } from './draft.ts'
import { protocolOfPort } from './port-protocol.ts'
import { servicePortsOf } from './service-ports.ts'

type Found = {
  readonly number: PortNumberKnowledge & { readonly kind: 'known' }
  readonly name: string | undefined
  readonly appProtocol: string | undefined
}

/**
 * A gateway's servers. Only Envoy's listeners say what is bound; Services and
 * declared ports say what somebody meant to be. `taken` are numbers of Envoy's
 * and the agent's own ports.
 */
export function gatewayPorts(context: PodContext, taken: ReadonlySet<number>): readonly DraftPort[] {
  const { listeners } = context.inputs
  const served = boundListeners(context, taken)
  const meant = [...meantPorts(context)].filter(({ number }) => !taken.has(number.value))
  const numbers = new Map<number, Found>()
  for (const one of [...served, ...meant]) {
    const known = numbers.get(one.number.value)
    numbers.set(
      one.number.value,
      known === undefined
        ? one
        : { ...known, name: known.name ?? one.name, appProtocol: known.appProtocol ?? one.appProtocol },
    )
  }
  const isServed = new Set(served.map(({ number }) => number.value))
  return [...numbers.values()].map((one) => {
    const { value } = one.number
    const presence: Presence = isServed.has(value)
      ? expected
      : listeners?.kind === 'read'
        ? possible('listener-not-served')
        : possible('listeners-unread')
    const definition = definitionOf(value)
    return draftPort(definition, context, {
      key: definition === gatewayListener ? `${gatewayListener.id}:${value}` : definition.id,
      name: one.name,
      number: one.number,
      presence,
      ...(definition === gatewayListener ? { protocol: protocolOfPort(one.name, one.appProtocol) } : {}),
      ...(listeners?.kind === 'read' ? {} : { hangsOn: ['envoy-listeners'] }),
    })
  })
}

/** Envoy's listeners that a connection to this pod can reach, without those that were already named. */
export function boundListeners({ inputs }: PodContext, taken: ReadonlySet<number>): readonly Found[] {
  if (inputs.listeners?.kind !== 'read') return []
  const ips = (inputs.pod.status?.podIPs ?? []).flatMap(({ ip }) => ip ?? [])
  return inputs.listeners.value
    .filter(({ address, port }) => port > 0 && isOwnAddress(address, ips) && !taken.has(port))
    .map(({ name, port }) => ({
      number: { kind: 'known', value: port, source: { kind: 'listener', listener: name } },
      name: undefined,
      appProtocol: undefined,
    }))
}

function* meantPorts(context: PodContext): Generator<Found> {
  for (const { service, port, target } of servicePortsOf(context)) {
    if (port.protocol === 'UDP') continue
    const source = {
      kind: 'service',
      service: service.metadata?.name ?? '',
      ...(port.name ? { port: port.name } : {}),
    } as const
    yield { number: { kind: 'known', value: target, source }, name: port.name, appProtocol: port.appProtocol }
  }
  for (const { containerPort, name, protocol } of context.mesh?.ports ?? []) {
    if ((protocol !== undefined && protocol !== 'TCP') || portIn(containerPort) === undefined) continue
    const source = {
      kind: 'declared',
      container: context.mesh?.name ?? '',
      ...(name ? { name } : {}),
    } as const
    yield { number: { kind: 'known', value: containerPort, source }, name, appProtocol: undefined }
  }
}

function definitionOf(port: number) {
  return (
    [gatewayCrossNetwork, gatewayIstiodXds, gatewayIstiodWebhook].find(({ number }) => number === port) ??
    gatewayListener
  )
}
