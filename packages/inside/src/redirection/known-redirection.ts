import type { RedirectionNote } from '@portolan/contract/redirection'
import { derivedRedirection, type DerivedSurroundings } from './derived-redirection.ts'
import { readInitArguments } from './init-arguments.ts'
import type { InitConfig } from './init-config.ts'
import { readInitLog } from './init-log.ts'
import { addressesOf, containerNamed, environmentOf, hasIpv6Rules, type RedirectedPod } from './pod-facts.ts'
import { unreadFamilies, type Redirection } from './redirection.ts'
import { rulesOfInitConfig } from './write-init-rules.ts'
import { rangesByFamily } from './rule-writer.ts'
import { splitList } from './init-config.ts'

/**
 * What istio-init's own log says about the redirection; undefined when the pod
 * has no istio-init, or its log tells no rules.
 */
export function redirectionOfInitLog(pod: RedirectedPod, log: string): Redirection | undefined {
  if (containerNamed(pod, 'istio-init') === undefined) return undefined
  const { config, rules, notes } = readInitLog(log)
  if (rules.length === 0) return undefined
  const addresses = addressesOf(pod)
  const isTproxy = rules.some(({ tables }) => tables.get('mangle')?.chains.has('ISTIO_TPROXY') === true)
  return {
    from: 'init-log',
    maker: 'istio-init',
    mode: isTproxy || config?.interceptionMode === 'TPROXY' ? 'TPROXY' : 'REDIRECT',
    rules,
    addresses,
    notes: [...notes, ...unreadFamilies(rules, addresses)],
  }
}

/**
 * What follows from istio-init's own arguments and environment; undefined when
 * the pod has no istio-init, or one that leaves the rules to the CNI plug-in.
 */
export function redirectionOfInitArguments(
  pod: RedirectedPod,
  nameservers: readonly string[] | undefined,
): Redirection | undefined {
  const init = containerNamed(pod, 'istio-init')
  if (init?.args === undefined) return undefined
  const { config, notes } = initConfigOfPod(pod, init.args, nameservers)
  if (config.skipsRules) return undefined
  return {
    from: 'init-arguments',
    maker: 'istio-init',
    mode: config.interceptionMode === 'TPROXY' ? 'TPROXY' : 'REDIRECT',
    rules: rulesOfInitConfig(config),
    addresses: addressesOf(pod),
    notes: [...notes, ...notesOfConfig(config)],
  }
}

/** The strongest that can be told without executing anything in the pod: its log, its arguments, what is derived. */
export function knownRedirection(
  pod: RedirectedPod,
  surroundings: DerivedSurroundings & { readonly initLog: string | undefined },
): Redirection {
  const ofLog =
    surroundings.initLog === undefined ? undefined : redirectionOfInitLog(pod, surroundings.initLog)
  return (
    ofLog ??
    redirectionOfInitArguments(pod, surroundings.nameservers) ??
    derivedRedirection(pod, surroundings)
  )
}

function initConfigOfPod(
  pod: RedirectedPod,
  args: readonly string[],
  nameservers: readonly string[] | undefined,
): { readonly config: InitConfig; readonly notes: readonly RedirectionNote[] } {
  const environment = environmentOf(containerNamed(pod, 'istio-init'))
  const read = readInitArguments(args, { environment, ipv6: false, nameservers })
  const ipv6 = hasIpv6Rules(addressesOf(pod), read.config.dualStack)
  return { ...read, config: { ...read.config, ipv6 } }
}

function notesOfConfig(config: InitConfig): readonly RedirectionNote[] {
  const notes: RedirectionNote[] = []
  if (config.nativeNftables) notes.push({ note: 'native-nftables', text: '--native-nftables' })
  if (config.redirectDns && !config.captureAllDns && config.nameservers === undefined) {
    notes.push({ note: 'nameservers-unknown', text: 'resolv.conf' })
  }
  for (const list of [config.outboundRangesInclude, config.outboundRangesExclude]) {
    const unreadable = list === '*' ? [] : rangesByFamily(splitList(list)).unreadable
    for (const text of unreadable) notes.push({ note: 'unreadable-value', text })
  }
  return notes
}
