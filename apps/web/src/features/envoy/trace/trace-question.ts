import type { TracedRequest } from '@portolan/envoy/trace/trace'
import { oneOf } from '../../../documents/search-text.ts'

/** The fields of a question, as they are typed. */
export const questionFields = [
  'direction',
  'protocol',
  'host',
  'port',
  'method',
  'path',
  'headers',
  'serverName',
  'sourceIp',
  'principal',
  'ip',
] as const
export type QuestionField = (typeof questionFields)[number]

export type TraceQuestion = {
  readonly [field in Exclude<QuestionField, 'direction' | 'protocol'>]: string
} & {
  readonly direction: TracedRequest['direction']
  readonly protocol: TracedRequest['protocol']
}

export const directions = ['outbound', 'inbound', 'gateway'] as const
export const protocols = ['http', 'tcp'] as const

export const emptyQuestion: TraceQuestion = {
  direction: 'outbound',
  protocol: 'http',
  host: '',
  port: '',
  method: 'GET',
  path: '/',
  headers: '',
  serverName: '',
  sourceIp: '',
  principal: '',
  ip: '',
}

/**
 * Whether a field says anything of such a request. A workload sends HTTP to its
 * sidecar in plain text; who calls is asked only where the call comes from elsewhere.
 */
export function applies(field: QuestionField, { direction, protocol }: TraceQuestion): boolean {
  switch (field) {
    case 'method':
    case 'path':
    case 'headers':
      return protocol === 'http'
    case 'serverName':
      return protocol === 'tcp' || direction !== 'outbound'
    case 'sourceIp':
    case 'principal':
      return direction !== 'outbound'
    case 'ip':
      return protocol === 'tcp'
    case 'direction':
    case 'protocol':
    case 'host':
    case 'port':
      return true
  }
}

/** The address of the host to which it is followed, beside the question. */
export type AskedTrace = { readonly question: TraceQuestion; readonly follow: string | undefined }

/** `direction=outbound&host=cart&port=8080`: what applies and is not as it begins. */
export function writeQuestion({ question, follow }: AskedTrace): string {
  const said = new URLSearchParams({ direction: question.direction })
  for (const field of questionFields)
    if (applies(field, question) && question[field] !== emptyQuestion[field]) said.set(field, question[field])
  if (follow !== undefined) said.set('follow', follow)
  return said.toString()
}

/** The other way round; `undefined` when nothing was asked. What means nothing is left out. */
export function readQuestion(text: string | undefined): AskedTrace | undefined {
  if (text === undefined) return undefined
  const said = new URLSearchParams(text)
  const field = (name: QuestionField) => said.get(name) ?? emptyQuestion[name]
  return {
    question: {
      direction: oneOf(directions, field('direction')) ?? emptyQuestion.direction,
      protocol: oneOf(protocols, field('protocol')) ?? emptyQuestion.protocol,
      host: field('host'),
      port: field('port'),
      method: field('method'),
      path: field('path'),
      headers: field('headers'),
      serverName: field('serverName'),
      sourceIp: field('sourceIp'),
      principal: field('principal'),
      ip: field('ip'),
    },
    follow: said.get('follow') ?? undefined,
  }
}
