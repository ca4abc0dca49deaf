import { askedConnection } from '@portolan/contract/redirection'
import type { Connection, RedirectionView } from '@portolan/contract/redirection'
import type { PodDetail } from '@portolan/contract/pods'

/** The form as it is typed. */
export type ConnectionText = {
  readonly direction: Connection['direction']
  readonly protocol: Connection['protocol']
  readonly uid: string
  readonly gid: string
  readonly source: string
  readonly destination: string
  readonly port: string
  readonly loopback: boolean
}

/** Questions that people have, ready to be asked; any of them can be changed before. */
export const questions = ['call', 'dns', 'proxy-call', 'to-itself', 'arrives', 'health'] as const
export type Question = (typeof questions)[number]

/** An address of documentation (RFC 5737): somewhere outside of every cluster. */
const somewhere = '192.0.2.10'
/** The usual address of the cluster's DNS; the pod's own resolv.conf is not read. */
const usualDns = '10.96.0.10'

/** A question in the words of the form, for this pod. */
export function textOf(question: Question, detail: PodDetail, redirection: RedirectionView): ConnectionText {
  const own = detail.chart.pod.ips[0] ?? '127.0.0.1'
  const proxy = String(redirection.proxyUsers[0] ?? 1337)
  const application = detail.chart.ports.find(({ id }) => id.startsWith('application'))?.number
  const applicationPort = String(application?.kind === 'known' ? application.value : 8080)
  const base: ConnectionText = {
    direction: 'outbound',
    protocol: 'tcp',
    uid: '1000',
    gid: '1000',
    source: '',
    destination: somewhere,
    port: '80',
    loopback: false,
  }
  switch (question) {
    case 'call':
      return base
    case 'dns':
      return { ...base, protocol: 'udp', destination: usualDns, port: '53' }
    case 'proxy-call':
      return { ...base, uid: proxy, gid: proxy }
    case 'to-itself':
      return { ...base, destination: own, port: applicationPort, loopback: true }
    case 'arrives':
      return { ...base, direction: 'inbound', uid: '', gid: '', destination: own, port: applicationPort }
    case 'health':
      return { ...base, direction: 'inbound', uid: '', gid: '', destination: own, port: '15021' }
    default:
      return question satisfies never
  }
}

/** The question as the API takes it; `undefined` while a number is none or the address is missing. */
export function connectionOf(text: ConnectionText): Connection | undefined {
  const [uid, gid, port] = [text.uid, text.gid, text.port].map(numberOf)
  if (Number.isNaN(uid) || Number.isNaN(gid) || port === undefined) return undefined
  const outbound = text.direction === 'outbound'
  const asked = askedConnection.safeParse({
    direction: text.direction,
    protocol: text.protocol,
    ...(outbound && uid !== undefined ? { sourceUid: uid } : {}),
    ...(outbound && gid !== undefined ? { sourceGid: gid } : {}),
    ...(text.source.trim() === '' ? {} : { source: text.source.trim() }),
    destination: text.destination.trim(),
    port,
    ...(text.loopback ? { interface: 'lo' } : {}),
  })
  return asked.success && asked.data.destination !== '' ? asked.data : undefined
}

/** Digits as a number; nothing for nothing, and NaN for anything else. */
function numberOf(text: string): number | undefined {
  const trimmed = text.trim()
  if (trimmed === '') return undefined
  return /^\d{1,10}$/.test(trimmed) ? Number(trimmed) : Number.NaN
}
