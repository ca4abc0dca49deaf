import { adminPath, type AdminQuestion } from '@portolan/envoy/ask/admin-question'
import { collectAnswers, type Answered } from '@portolan/envoy/ask/collect-answers'
import { parseObject } from '@portolan/envoy/json/json'
import type { ProxyAnswers } from '@portolan/envoy/proxy-answers'
import type { RunningPortolan } from '../running-portolan.ts'

/** Asks a proxy through Portolan, each question once, as the workbench does. @throws Error with the refusal */
export async function proxyAnswers(
  portolan: RunningPortolan,
  {
    cluster,
    namespace,
    name,
  }: { readonly cluster: string; readonly namespace: string; readonly name: string },
  asked: readonly AdminQuestion[],
): Promise<ProxyAnswers> {
  const questions = new Map(asked.map((question) => [adminPath(question), question]))
  const answered: Answered[] = []
  for (const question of questions.values()) {
    const path = ['api', 'clusters', cluster, 'pods', namespace, name, 'envoy', question.ask]
    const query = new URLSearchParams(question.query).toString()
    const response = await portolan.get(`/${path.map(encodeURIComponent).join('/')}?${query}`)
    const text = await response.text()
    if (response.status === 404) answered.push({ question, answer: undefined })
    else if (!response.ok) throw new Error(`${adminPath(question)} was answered ${response.status}: ${text}`)
    else answered.push({ question, answer: question.gives === 'logging' ? text : parseObject(text) })
  }
  return collectAnswers(answered, Date.now())
}
