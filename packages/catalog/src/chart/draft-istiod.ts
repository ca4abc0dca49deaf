import type { PortNumberKnowledge } from '@portolan/contract/chart'
import type { PortDefinition } from '../data/define-port.ts'
import {
  istiodCtrlz,
  istiodGrpc,
  istiodHttp,
  istiodMonitoring,
  istiodSecureGrpc,
  istiodWebhook,
} from '../data/istiod-ports.ts'
import { flagOf } from '../pod-containers.ts'
import { envText, isTrue, portIn } from '../settings/env-values.ts'
import { isLoopback, listenAddress, type ListenAddress } from '../settings/listen-address.ts'
import { knownFrom, usually } from '../settings/port-number.ts'
import { absent, draftPort, type Draft, type DraftPort, type PodContext } from './draft.ts'
import { applicationProcesses, meshProcesses } from './processes.ts'

/** The control plane: every port is one flag. */
export function draftIstiod(context: PodContext): Draft {
  return {
    processes: [...meshProcesses(context, 'pilot-discovery'), ...applicationProcesses(context)],
    ports: [
      withoutSwitchedOff(context, servingPort(context, istiodHttp, '--httpAddr')),
      servingPort(context, istiodGrpc, '--grpcAddr'),
      secureGrpc(context),
      withoutSwitchedOff(context, monitoring(context)),
      servingPort(context, istiodWebhook, '--httpsAddr'),
      controlz(context),
    ],
    sockets: [],
  }
}

type Serving = {
  readonly number: PortNumberKnowledge
  readonly binds?: ListenAddress['binds']
  /** The flag is set to nothing: the server is part of the one on `--httpAddr`, or there is none. */
  readonly empty: boolean
}

function serving({ mesh }: PodContext, definition: PortDefinition, flagName: string): Serving {
  const flag = mesh === undefined ? undefined : flagOf(mesh, flagName)
  if (flag === undefined) return { number: usually(definition.number), empty: false }
  if (flag.value === '') return { number: usually(definition.number), empty: true }
  const address = listenAddress(flag.value)
  if (address === undefined) return { number: usually(definition.number), empty: false }
  const source = { kind: 'flag', container: mesh?.name ?? '', name: flag.name } as const
  return { number: knownFrom(address.port, source), binds: address.binds, empty: false }
}

function servingPort(context: PodContext, definition: PortDefinition, flag: string): DraftPort {
  const { number, binds, empty } = serving(context, definition, flag)
  return draftPort(definition, context, {
    number,
    ...(binds === undefined ? {} : { binds }),
    ...(empty ? { presence: absent('merged-into-http') } : {}),
  })
}

/** Its certificate is asked for by the name under which proxies know it. */
function secureGrpc(context: PodContext): DraftPort {
  const { number, binds, empty } = serving(context, istiodSecureGrpc, '--secureGRPCAddr')
  const namespace = context.inputs.pod.metadata?.namespace ?? 'istio-system'
  return draftPort(istiodSecureGrpc, context, {
    number,
    ...(binds === undefined ? {} : { binds }),
    probe: { kind: 'tls', serverName: `istiod.${namespace}.svc` },
    ...(empty ? { presence: absent('no-secure-serving') } : {}),
  })
}

/** Without the flag, the annotation is what istioctl goes by, too. @see istio: istioctl/pkg/util (monitoring port look-up) */
function monitoring(context: PodContext): DraftPort {
  const flag = context.mesh === undefined ? undefined : flagOf(context.mesh, '--monitoringAddr')
  if (flag !== undefined) return servingPort(context, istiodMonitoring, '--monitoringAddr')
  const name = 'prometheus.io/port'
  const annotated = portIn(context.inputs.pod.metadata?.annotations?.[name])
  return draftPort(istiodMonitoring, context, {
    number: annotated ? knownFrom(annotated, { kind: 'annotation', name }) : usually(istiodMonitoring.number),
  })
}

function controlz(context: PodContext): DraftPort {
  const { mesh } = context
  const flag = mesh === undefined ? undefined : flagOf(mesh, '--ctrlz_port')
  const address = mesh === undefined ? undefined : flagOf(mesh, '--ctrlz_address')?.value
  const value = portIn(flag?.value)
  return draftPort(istiodCtrlz, context, {
    number:
      flag !== undefined && value !== undefined
        ? knownFrom(value, { kind: 'flag', container: mesh?.name ?? '', name: flag.name })
        : usually(istiodCtrlz.number),
    binds: address === undefined || isLoopback(address) ? 'loopback' : 'all',
  })
}

/** `ENABLE_DEBUG_ON_HTTP=false` takes debugging and profiles away, `--profile=false` the profiles alone. */
function withoutSwitchedOff({ mesh }: PodContext, draft: DraftPort): DraftPort {
  const debug = envText(mesh, 'ENABLE_DEBUG_ON_HTTP')
  const profile = mesh === undefined ? undefined : flagOf(mesh, '--profile')?.value
  const noDebug = debug !== undefined && !isTrue(debug)
  const noProfile = noDebug || (profile !== undefined && profile !== '' && !isTrue(profile))
  const endpoints = draft.port.endpoints.filter(
    ({ path }) => !(noProfile && path.startsWith('/debug/pprof/')) && !(noDebug && path.startsWith('/debug')),
  )
  return { ...draft, port: { ...draft.port, endpoints } }
}
