import type { ChartPort, Endpoint } from '@portolan/contract/chart'
import type { Response } from 'express'
import { documentOf } from './own-page.ts'
import type { Audience } from './refusal-page.ts'

const words = {
  en: {
    title: 'This port has no start page',
    text: 'These are the pages behind it that may be read. This list is Portolan’s, not the component’s.',
  },
  'zh-CN': {
    title: '此端口没有首页',
    text: '以下是其后可以读取的页面。此列表由 Portolan 提供，并非来自组件。',
  },
}

/** Answers the root of a port that has no page there with links to the pages that it has. */
export function sendPortIndex(response: Response, audience: Audience, port: ChartPort): void {
  const { title, text } = words[audience.language]
  const links = port.endpoints
    .filter(opensWithOneClick)
    .map(({ path }) => `<li><a href="${path.slice(1)}">${path}</a></li>`)
  response.status(200).type('html')
  response.end(documentOf(audience.language, title, `<p>${text}</p><ul>${links.join('')}</ul>`))
}

/** Paths are the catalog's own; those with a placeholder, or that need a parameter, lead nowhere as they stand. */
function opensWithOneClick({ method, danger, path, parameters }: Endpoint): boolean {
  const isReading = method === 'GET' && (danger === 'read' || danger === 'costly')
  return isReading && !path.includes('{') && !parameters.some(({ required }) => required === true)
}
