import { STATUS_CODES } from 'node:http'
import type { Problem } from '@portolan/contract/problem'
import type { Request, Response } from 'express'
import type { AppError } from '../app-error.ts'
import { requestIdOf } from '../request-log.ts'
import { documentOf, escapeHtml } from './own-page.ts'
import { languageOf, wordsFor } from './refusal-words.ts'
import type { Language } from './refusal-words.ts'

/** Who reads a refusal: a person in a browser, or a program. */
export type Audience = { readonly html: boolean; readonly language: Language }

export function audienceOf({ headers }: Pick<Request, 'headers'>): Audience {
  return {
    html: headers.accept?.includes('text/html') === true,
    language: languageOf(headers['accept-language']),
  }
}

/**
 * Answers with our own page instead of the pod's, or with a problem document
 * for whoever does not ask for HTML. What others wrote, a component or the
 * request itself, is escaped (CVE-2024-35225).
 */
export function sendRefusal(response: Response, audience: Audience, error: AppError): void {
  const { code, status, detail, evidence } = error
  response.status(status).set('vary', 'accept, accept-language')
  response.removeHeader('content-length')
  response.removeHeader('content-disposition')
  if (!audience.html) {
    const problem: Problem = {
      type: `urn:portolan:problem:${code}`,
      title: STATUS_CODES[status] ?? 'Error',
      status,
      code,
      ...(detail === undefined ? {} : { detail }),
      ...(evidence === undefined ? {} : { evidence }),
      requestId: requestIdOf(response),
    }
    response.type('application/problem+json').end(JSON.stringify(problem))
    return
  }
  const { language } = audience
  const { title, text } = wordsFor(code, language)
  const said = evidence !== undefined && 'text' in evidence ? evidence.text : undefined
  const quoted = [detail, said].filter((one) => one !== undefined)
  const evidenceHtml = quoted.map((one) => `<pre>${escapeHtml(one)}</pre>`).join('')
  const body = `<p>${text}</p>${evidenceHtml}<p class="code">${code}</p>`
  response.type('html').end(documentOf(language, title, body))
}
