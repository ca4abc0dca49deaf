import type { Chart, ChartPort } from '@portolan/contract/chart'
import { formatPodRef, type PodRef } from '@portolan/contract/pod-ref'
import { rejectedConfigPaths } from '@portolan/server/observe/rejected-config'
import { questionsFor } from '@portolan/server/snapshot/questions'
import type { AskedPortolan } from './asked-portolan.ts'
import type { KeptAnswers } from './kept-answers.ts'

/** What replay computes from whole answers, as Envoy does. */
const computed: Readonly<Record<string, readonly string[]>> = {
  'envoy-admin': [
    '/config_dump',
    '/config_dump?resource=dynamic_active_clusters',
    '/config_dump?resource=dynamic_listeners&mask=name',
    '/config_dump?name_regex=.*outbound.*',
    ...rejectedConfigPaths,
    '/stats?filter=%5Eserver%5C.',
    '/stats?filter=%5Eserver%5C.&format=json',
    '/clusters?filter=outbound',
  ],
}

/**
 * Asks Portolan everything that a recording must be able to answer: the list of
 * pods, each pod with its ports as they are observed, and the original pages of
 * all readable endpoints.
 */
export async function collectAnswers(portolan: AskedPortolan, only?: PodRef): Promise<KeptAnswers> {
  const answers: KeptAnswers = {}
  const keep = (question: string, value: unknown): void => {
    answers[question] = { status: 200, type: 'application/json', body: JSON.stringify(value) }
  }
  const list = await portolan.call('pods', {})
  if (only === undefined) keep('pods', list.pods)
  const pods = list.pods.filter((pod) => only === undefined || formatPodRef(pod) === formatPodRef(only))
  const proxies = pods
    .filter(({ kind, status }) => (kind === 'sidecar' || kind === 'gateway') && status === 'Running')
    .map(({ namespace, name }) => `${name}.${namespace}`)
  for (const { namespace, name } of pods) {
    const shown = formatPodRef({ namespace, name })
    const detail = await portolan.call('pod', { namespace, pod: name })
    keep(`pod ${shown}`, detail)
    keep(`ports ${shown}`, await portolan.call('ports', { namespace, pod: name }))
    for (const port of detail.chart.ports) await collectPages(portolan, detail.chart, port, proxies, answers)
  }
  return answers
}

async function collectPages(
  portolan: AskedPortolan,
  { pod: { namespace, name } }: Chart,
  port: ChartPort,
  proxies: readonly string[],
  answers: KeptAnswers,
): Promise<void> {
  if (port.protocol !== 'http' || port.id === 'application') return
  if (port.number.kind !== 'known' || port.presence.kind === 'absent') return
  const number = String(port.number.value)
  const { path } = await portolan.call('openRaw', { namespace, pod: name, port: number })
  const targets = questionsFor(port, { costly: false, proxies }).map(({ target }) => target)
  for (const target of [...targets, ...(computed[port.id] ?? [])]) {
    const { status, type, body } = await portolan.page(path, target)
    const text = body.toString('utf8')
    const isText = Buffer.from(text, 'utf8').equals(body)
    answers[`page ${namespace}/${name} ${number} ${target}`] = {
      status,
      type,
      body: isText ? text : body.toString('base64'),
    }
  }
}
