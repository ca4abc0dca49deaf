import type {
  EndedRun,
  HealthHeadline,
  HealthHop,
  HealthProbe,
  PodHealth,
  ProbeAction,
} from '@portolan/contract/health'
import { useTranslation } from 'react-i18next'
import { formatMoment } from '../../i18n/format-time.ts'
import { useLanguage } from '../../i18n/use-language.ts'
import { useThisClusterNow } from '../session/cluster-clock.ts'

/** Words for a pod's health, in the reader's language. */
export function useHealthWords() {
  const { t } = useTranslation('health')
  const language = useLanguage()
  const now = useThisClusterNow()

  /** A moment of the cluster: the day is said where it was not today. */
  function moment(at: string): string {
    return formatMoment(at, language, new Date(now))
  }

  function how({ exitCode, meaning }: EndedRun): string {
    return t('how', { code: exitCode, meaning: t(`meaning.${meaning}`) })
  }

  /** Where a question goes: `pilot-agent’s status port 15020`. */
  function place({ at, port }: HealthHop): string {
    const name = t(`place.${at}`)
    return port === undefined ? name : t('placePort', { place: name, port: String(port) })
  }

  /** What a failing probe means for its container. */
  function effect({ kind, verdict }: HealthProbe): string {
    return t(`effect.${verdict === 'failing' ? kind : 'soon'}`)
  }

  function action(one: ProbeAction): string {
    switch (one.kind) {
      case 'http': {
        const { scheme, host = t('action.pod'), path } = one
        return t('action.http', { scheme: scheme.toLowerCase(), host, port: portOf(one.port), path })
      }
      case 'tcp':
        return t('action.tcp', { host: one.host ?? t('action.pod'), port: portOf(one.port) })
      case 'grpc':
        return one.service === undefined
          ? t('action.grpc', { port: portOf(one.port) })
          : t('action.grpcService', { port: portOf(one.port), service: one.service })
      case 'exec':
        return t('action.exec', { command: one.command.join(' ') })
    }
  }

  function portOf({ number, name }: { readonly number?: number; readonly name?: string }): string {
    if (number === undefined) return name ?? '?'
    return name === undefined ? String(number) : t('action.named', { name, number: String(number) })
  }

  /** The one thing to know first, as a sentence. */
  function headline({ headline: said, containers }: PodHealth): string {
    switch (said.kind) {
      case 'well':
      case 'completed':
      case 'unscheduled':
      case 'unknown':
        return t(`headline.${said.kind}`)
      case 'failed':
        return said.reason === undefined
          ? t('headline.failedPlain')
          : t('headline.failed', { reason: said.reason })
      case 'terminating':
        return t('headline.terminating', { time: moment(said.since) })
      case 'crashing':
        return said.last === undefined
          ? t('headline.crashingPlain', said)
          : t('headline.crashing', { container: said.container, how: how(said.last) })
      case 'waiting':
        return t('headline.waiting', said)
      case 'ended':
        return t('headline.ended', { container: said.container, how: how(said.last) })
      case 'starting':
        return said.container === undefined
          ? t('headline.starting')
          : t('headline.startingContainer', { container: said.container })
      case 'gate':
        return t('headline.gate', said)
      case 'failing-hop':
      case 'failing-probe': {
        const probe = probeOf(containers, said)
        const words = {
          effect: probe === undefined ? t('effect.soon') : effect(probe),
          probe: t(`probe.${said.probe}`),
          container: said.container,
        }
        const hop = said.kind === 'failing-hop' ? probe?.hops[said.hop] : undefined
        return hop === undefined
          ? t('headline.failingProbe', words)
          : t('headline.failingHop', { ...words, place: place(hop) })
      }
    }
  }

  return { t, language, moment, how, place, action, headline }
}
export type HealthWords = ReturnType<typeof useHealthWords>

/** The probe that a headline is about. */
export function probeOf(
  containers: PodHealth['containers'],
  said: Extract<HealthHeadline, { readonly kind: 'failing-hop' | 'failing-probe' }>,
): HealthProbe | undefined {
  return containers
    .find(({ name }) => name === said.container)
    ?.probes.find(({ kind }) => kind === said.probe)
}
