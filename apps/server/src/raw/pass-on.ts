import type { IncomingMessage } from 'node:http'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Response } from 'express'
import { AppError } from '../app-error.ts'
import { insideCapability } from './raw-location.ts'
import { headersForBrowser } from './raw-headers.ts'
import { sendRefusal } from './refusal-page.ts'
import type { Audience } from './refusal-page.ts'
import { rewriteLinks } from './rewrite-links.ts'

/** Longest body that is forwarded, in bytes; a heap dump of a large proxy stays below. */
const longestBody = 512 * 1024 * 1024
/** Longest page whose links are rewritten, in bytes; a longer one is offered as a download. */
const longestPage = 4 * 1024 * 1024

/** The log, the proxy and a pipeline's two ends listen to one response: a dozen, which end with it and are no leak. */
const listenersOfOneResponse = 16

/** What is being forwarded: from where, and under which root it is shown. */
export type RawPass = {
  /** `/raw/TOKEN` */
  readonly root: string
  readonly path: string
  readonly query: string
  readonly number: number
  readonly audience: Audience
}

/** Forwards a pod's answer: headers by allow-list, pages with their links rewritten, everything else as it comes. */
export async function passOn(answer: IncomingMessage, response: Response, pass: RawPass): Promise<void> {
  response.setMaxListeners(listenersOfOneResponse)
  const { statusCode = 502, headers } = answer
  const length = Number(headers['content-length'] ?? Number.NaN)
  if (length > longestBody)
    return refuse(answer, response, pass, new AppError({ code: 'answer-too-large', status: 502 }))
  if (statusCode >= 300 && statusCode < 400 && headers.location !== undefined) {
    const location = insideCapability(headers.location, pass.path, pass.root, pass.number)
    if (location === undefined) {
      const detail = headers.location.slice(0, 300)
      return refuse(answer, response, pass, new AppError({ code: 'redirect-refused', status: 502, detail }))
    }
    response.setHeader('location', location)
  }
  response.status(statusCode)
  for (const [name, value] of Object.entries(headersForBrowser(headers)))
    if (value !== undefined) response.setHeader(name, value)
  if (response.req.method !== 'HEAD' && isPage(headers)) return passPageOn(answer, response, pass, length)
  if (length >= 0 && !isPage(headers)) response.setHeader('content-length', length)
  return pipeline(answer, atMost(longestBody), response)
}

/** Synchronous on purpose: once the proxy sees a finished response it leaves it alone. */
function refuse(answer: IncomingMessage, response: Response, pass: RawPass, error: AppError): void {
  sendRefusal(response, pass.audience, error)
  answer.destroy()
}

function isPage({ 'content-type': type }: IncomingMessage['headers']): boolean {
  return /^text\/html\b/i.test(type ?? '')
}

/** A page is held back until its end, or until it is too long to be one. */
async function passPageOn(
  answer: IncomingMessage,
  response: Response,
  pass: RawPass,
  length: number,
): Promise<void> {
  const chunks: Buffer[] = []
  let held = 0
  const isPlain = (answer.headers['content-encoding'] ?? 'identity') === 'identity'
  if (isPlain && !(length > longestPage)) {
    for await (const chunk of answer.iterator({ destroyOnReturn: false })) {
      if (!Buffer.isBuffer(chunk)) continue
      chunks.push(chunk)
      held += chunk.length
      if (held > longestPage) break
    }
    if (held <= longestPage) {
      response.end(await rewritten(Buffer.concat(chunks), pass))
      return
    }
  }
  response.setHeader('content-type', 'application/octet-stream')
  response.setHeader('content-disposition', 'attachment; filename="page.html"')
  for (const chunk of chunks) response.write(chunk)
  await pipeline(answer, atMost(longestBody - held), response)
}

/** Bytes that are no UTF-8 are carried through one by one; the links are ASCII in every such encoding. */
async function rewritten(bytes: Buffer, pass: RawPass): Promise<Buffer> {
  const encoding = isUtf8(bytes) ? 'utf8' : 'latin1'
  return Buffer.from(await rewriteLinks(bytes.toString(encoding), pass.root, pass.number), encoding)
}

function isUtf8(bytes: Buffer): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return true
  } catch {
    return false
  }
}

/** Breaks the answer off rather than carry more than so many bytes. */
function atMost(bytes: number): Transform {
  let left = bytes
  return new Transform({
    transform(chunk: Buffer, _encoding, callback) {
      left -= chunk.length
      if (left < 0) callback(new Error(`the answer is longer than ${bytes} bytes`))
      else callback(undefined, chunk)
    },
  })
}
