import { listAt, numberAt, objectAt, textAt, valueAt, type JsonObject } from '../json-value.ts'
import { answerFrom, text, type AnswerTable, type StoredAnswer } from '../pods/answer-table.ts'
import { envoyAdmin } from '../pods/envoy-admin.ts'
import { computeStats } from '../pods/envoy-stats.ts'
import { computeDebug } from '../pods/istiod-debug.ts'
import type { PodPort, PodPorts } from '../pods/pod-port.ts'

/** istiod serves its debug endpoints on both; they are recorded once. */
const istiodHttp = 8080
const istiodMonitoring = 15_014

/**
 * What listens in a recorded pod.
 * @param recording as {@link PodRecording} describes it
 * @throws Error for a kind of port that this version does not know
 */
export function portsOfRecording(recording: JsonObject): PodPorts {
  const ports = objectAt(recording, 'ports')
  const debug = answersAt(ports, String(istiodHttp), (target) => target.startsWith('/debug'))
  return new Map(
    Object.keys(ports).map((key) => {
      const number = Number(key)
      const isMonitoring = number === istiodMonitoring && textAt(ports, key, 'container') === 'discovery'
      return [number, portOf(objectAt(ports, key), isMonitoring ? debug : new Map())]
    }),
  )
}

function portOf(recorded: JsonObject, shared: AnswerTable): PodPort {
  const container = textAt(recorded, 'container') ?? ''
  const names = textsAt(recorded, 'names')
  const kind = textAt(recorded, 'kind') ?? 'none'
  switch (kind) {
    case 'http': {
      const answers = new Map([...shared, ...answersAt(recorded)])
      const unknown = answerAt(recorded, 'unknown')
      const handler =
        textAt(recorded, 'dialect') === 'envoy-admin'
          ? envoyAdmin(answers)
          : answerFrom({ answers, unknown, compute: computing(answers) })
      return { container, kind, handler }
    }
    case 'https': {
      const unknown = text('404 page not found\n', 404, 'text/plain; charset=utf-8')
      return { container, kind, names, handler: answerFrom({ answers: answersAt(recorded), unknown }) }
    }
    case 'tls':
      return { container, kind, names, mutual: valueAt(recorded, 'mutual') === true }
    case 'dns': {
      const hosts = Object.keys(objectAt(recorded, 'hosts')).map(
        (host) => [host, textsAt(recorded, 'hosts', host)] as const,
      )
      return { container, kind, hosts: Object.fromEntries(hosts) }
    }
    case 'h2c':
    case 'hold':
    case 'black-hole':
      return { container, kind }
    default:
      throw new Error(`a recording has a port of an unknown kind: ${kind}`)
  }
}

/** Of the queries that Go components answer, the ones that the product asks. */
function computing(answers: AnswerTable) {
  return (url: URL): StoredAnswer | undefined =>
    url.searchParams.has('filter') && url.pathname.endsWith('/prometheus')
      ? computeStats(answers, url)
      : computeDebug(answers, url)
}

function answersAt(
  value: JsonObject,
  port?: string,
  keep: (target: string) => boolean = () => true,
): AnswerTable {
  const at = port === undefined ? ['answers'] : [port, 'answers']
  const targets = Object.keys(objectAt(value, ...at)).filter(keep)
  return new Map(targets.map((target) => [target, answerAt(value, ...at, target)]))
}

function answerAt(value: JsonObject, ...path: readonly string[]): StoredAnswer {
  const { 'content-type': type, ...headers } = Object.fromEntries(
    Object.keys(objectAt(value, ...path, 'headers')).map((name) => [
      name,
      textAt(value, ...path, 'headers', name) ?? '',
    ]),
  )
  const body = textAt(value, ...path, 'body') ?? ''
  const isBinary = valueAt(objectAt(value, ...path), 'base64') === true
  return {
    status: numberAt(value, ...path, 'status') ?? 404,
    type: type ?? '',
    headers,
    body: isBinary ? Buffer.from(body, 'base64') : body,
  }
}

function textsAt(value: JsonObject, ...path: readonly string[]): readonly string[] {
  return listAt(value, ...path).filter((one): one is string => typeof one === 'string')
}
