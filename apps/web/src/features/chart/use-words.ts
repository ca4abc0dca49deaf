import { formatNeed } from '@portolan/contract/access'
import type { Chart, ChartEnd, ChartPort } from '@portolan/contract/chart'
import type { Evidence } from '@portolan/contract/evidence'
import type { TableEvidence } from '@portolan/inside/chart/listening-ports'
import { useTranslation } from 'react-i18next'
import { useLanguage } from '../../i18n/use-language.ts'
import { explained, useExplanations } from './use-explanations.ts'
import { heartOf } from './runtime-words.ts'
import { formatDistance, formatList, formatMoment } from '../../i18n/format-time.ts'
import { useThisClusterNow } from '../session/cluster-clock.ts'

/** Words for the parts of a chart, in the reader's language. */
export function useWords() {
  const { t } = useTranslation(['chart', 'evidence', 'states', 'kinds'])
  const { data: explanations } = useExplanations()
  const language = useLanguage()
  const clusterNow = useThisClusterNow()

  function evidence(said: Evidence | TableEvidence | undefined): string {
    if (said === undefined) return t('evidence:none')
    switch (said.kind) {
      case 'http': {
        const { path, status, milliseconds, said: body = '' } = said
        return body === ''
          ? t('evidence:http', { path, status, milliseconds })
          : t('evidence:httpSaid', { path, status, milliseconds, said: body.trim() })
      }
      case 'tls':
        return t('evidence:tls', {
          ...said,
          names: formatList(said.names, language),
          notAfter: formatMoment(said.notAfter, language, new Date(clusterNow)),
          distance: formatDistance(said.notAfter, clusterNow, language),
        })
      case 'tls-alert':
        return t('evidence:tls-alert', said)
      case 'http2-settings':
        return t('evidence:http2-settings', said)
      case 'dns':
        return t('evidence:dns', said)
      case 'silent':
        return t('evidence:silent', said)
      case 'unexpected':
        return t('evidence:unexpected', said)
      case 'refused':
        return t('evidence:refused', { text: heartOf(said.text) })
      case 'accepted':
        return said.closedByPeer ? t('evidence:acceptedClosed') : t('evidence:accepted', said)
      case 'tunnel':
        return t('evidence:tunnel', { code: t(`evidence:code.${said.code}`), text: heartOf(said.text) })
      case 'access':
        return t('evidence:access', { missing: formatList(said.missing.map(formatNeed), language) })
      case 'not-running':
        return said.container === undefined
          ? t('evidence:not-running', { text: said.text })
          : t('evidence:notRunningContainer', { container: said.container, text: said.text })
      case 'catalog':
      case 'not-asked':
        return reason(said.reason)
      case 'unresolved':
        return t('evidence:unresolved', { unread: formatList(said.unread.map(unread), language) })
      case 'socket-table':
        return table(said)
    }
  }

  function table({ listening, addresses, holders, reachable }: TableEvidence): string {
    if (!listening) return t('evidence:table.nothing')
    const where = formatList(addresses, language)
    const who =
      holders.length === 0
        ? t('evidence:table.listens', { addresses: where })
        : t('evidence:table.held', { addresses: where, holders: formatList(holders, language) })
    return reachable ? who : t('evidence:table.elsewhere', { who })
  }

  function reason(id: string): string {
    return explained(explanations?.presence, id) ?? id
  }

  function unread(id: string): string {
    return t(`chart:unread.what.${id}`, { defaultValue: id })
  }

  /** The number as the chart writes it: `15001?` where it is only the usual one. */
  function number({ number: knowledge }: ChartPort): string {
    return knowledge.kind === 'known'
      ? String(knowledge.value)
      : t('chart:numberUnknown', { number: String(knowledge.usual) })
  }

  function shortName(port: ChartPort): string {
    const own = port.id === 'application' || port.id === 'gateway-listener' ? port.name : undefined
    return own ?? t(`chart:short.${port.id}`, { defaultValue: port.name ?? '' })
  }

  function peer(id: string): string {
    return t(`chart:peer.${id}`, { defaultValue: id })
  }

  /** One end of a link: a port's number, a process' name, a peer. */
  function end(chart: Chart, { kind, key }: ChartEnd): string {
    switch (kind) {
      case 'port': {
        const port = chart.ports.find((candidate) => candidate.key === key)
        return port === undefined ? key : number(port)
      }
      case 'process':
        return chart.processes.find((candidate) => candidate.key === key)?.name ?? key
      case 'socket': {
        const socket = chart.sockets.find((candidate) => candidate.key === key)
        return socket === undefined ? key : t(`chart:socket.${socket.id}`, { defaultValue: socket.id })
      }
      case 'peer': {
        const found = chart.peers.find((candidate) => candidate.key === key)
        return peer(found?.id ?? key)
      }
    }
  }

  /** How long ago, coarsely. `now` is milliseconds of the epoch. */
  function age(moment: string, now: number): string {
    const seconds = Math.max(0, Math.round((now - Date.parse(moment)) / 1000))
    if (seconds < 2) return t('evidence:ago.now')
    if (seconds < 90) return t('evidence:ago.seconds', { count: seconds })
    if (seconds < 5400) return t('evidence:ago.minutes', { count: Math.round(seconds / 60) })
    return t('evidence:ago.hours', { count: Math.round(seconds / 3600) })
  }

  return { t, language, evidence, reason, unread, number, shortName, peer, end, age }
}
export type Words = ReturnType<typeof useWords>
