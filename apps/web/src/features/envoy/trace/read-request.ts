import type { TracedRequest } from '@portolan/envoy/trace/trace'
import { applies } from './trace-question.ts'
import type { QuestionField, TraceQuestion } from './trace-question.ts'

/** Why a field cannot be read; of headers, in which line. */
export type FieldError =
  | { readonly kind: 'host' | 'port' | 'method' | 'path' | 'address' | 'principal' | 'server-name' }
  | { readonly kind: 'header'; readonly line: number; readonly text: string }

export type FieldErrors = { readonly [field in QuestionField]?: FieldError }

export type ReadRequest =
  | { readonly kind: 'request'; readonly request: TracedRequest }
  | { readonly kind: 'errors'; readonly errors: FieldErrors }

/** RFC 9110, section 5.6.2. */
const token = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/
const address = /^(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*)$/
const name = /^[^\s/]+$/

/** The request that a question describes, or what of it cannot be read. Fields that do not apply say nothing. */
export function readRequest(question: TraceQuestion): ReadRequest {
  const said = (field: QuestionField) => (applies(field, question) ? question[field].trim() : '')
  const { direction, protocol } = question
  const headers = readHeaders(said('headers'))
  const port = Number(said('port'))
  const [host, serverName, principal] = [said('host'), said('serverName'), said('principal')]
  const isHttp = protocol === 'http'
  const errors: FieldErrors = {
    ...((isHttp || host !== '') && !name.test(host) && { host: { kind: 'host' } }),
    ...((!/^\d+$/.test(said('port')) || port < 1 || port > 65_535) && { port: { kind: 'port' } }),
    ...(isHttp && !token.test(said('method')) && { method: { kind: 'method' } }),
    ...(isHttp && !/^(?:\/\S*|\*)$/.test(said('path')) && { path: { kind: 'path' } }),
    ...(!Array.isArray(headers) && { headers }),
    ...(serverName !== '' && !name.test(serverName) && { serverName: { kind: 'server-name' } }),
    ...(principal !== '' && !/^spiffe:\/\/\S+$/.test(principal) && { principal: { kind: 'principal' } }),
    ...(said('ip') !== '' && !address.test(said('ip')) && { ip: { kind: 'address' } }),
    ...(said('sourceIp') !== '' && !address.test(said('sourceIp')) && { sourceIp: { kind: 'address' } }),
  }
  if (Object.keys(errors).length > 0 || !Array.isArray(headers)) return { kind: 'errors', errors }
  return {
    kind: 'request',
    request: {
      direction,
      protocol,
      destination: { ip: said('ip') || undefined, port },
      source: { ip: said('sourceIp') || undefined, principal: principal || undefined },
      // Who shows an identity shows it in TLS, with or without a server name.
      serverName: serverName === '' && principal === '' ? undefined : serverName,
      host,
      method: said('method'),
      path: said('path'),
      headers,
    },
  }
}

/** One header a line; empty lines are nothing. */
function readHeaders(text: string): (readonly [string, string])[] | FieldError {
  const headers: (readonly [string, string])[] = []
  for (const [at, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue
    const colon = line.indexOf(':')
    const header = line.slice(0, Math.max(colon, 0)).trim()
    if (!token.test(header)) return { kind: 'header', line: at + 1, text: line.trim() }
    headers.push([header, line.slice(colon + 1).trim()])
  }
  return headers
}
