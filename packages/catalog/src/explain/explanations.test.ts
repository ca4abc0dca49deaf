import { expect, test } from 'vitest'
import { agentgatewayMetrics, agentgatewayReadiness } from '../data/agentgateway-ports.ts'
import * as agent from '../data/agent-ports.ts'
import * as cni from '../data/cni-ports.ts'
import type { PortDefinition } from '../data/define-port.ts'
import * as envoy from '../data/envoy-ports.ts'
import * as istiod from '../data/istiod-ports.ts'
import * as ztunnel from '../data/ztunnel-ports.ts'
import {
  kindReasons,
  linkIds,
  peerIds,
  portIds,
  presenceReasons,
  processIds,
  socketIds,
  unreadIds,
  vitalIds,
} from '../ids.ts'
import { explanations as english } from './en/explanations.ts'
import { explainEndpoint } from './endpoint-key.ts'
import { explanations as chinese } from './zh-CN/explanations.ts'

type Text = { readonly key: string; readonly text: string }

function texts(node: unknown, path: string): readonly Text[] {
  if (typeof node === 'string') return [{ key: path, text: node }]
  return Object.entries(node ?? {}).flatMap(([key, value]) => texts(value, `${path}/${key}`))
}

const en = texts(english, '')
const zh = texts(chinese, '')

/** Commands, settings and stat names stand in backticks and belong to no language. */
function prose(text: string): string {
  return text.replaceAll(/`[^`]*`/g, '`')
}

function codes(text: string): readonly string[] {
  return Array.from(text.matchAll(/`([^`]*)`/g), ([, code]) => code ?? '').toSorted()
}

const han = /\p{Script=Han}/u
const definitions: readonly PortDefinition[] = [
  ...[agent, cni, envoy, istiod, ztunnel].flatMap((ports) => Object.values(ports)),
  agentgatewayMetrics,
  agentgatewayReadiness,
]

test.each([
  ['English', english],
  ['Chinese', chinese],
])('%s has words for every id of the catalog, and for nothing else', (language, explanations) => {
  const wanted = {
    ports: portIds,
    processes: processIds,
    sockets: socketIds,
    peers: peerIds,
    links: linkIds,
    vitals: vitalIds,
    presence: presenceReasons,
    kinds: kindReasons,
    unread: unreadIds,
  } as const
  for (const [part, ids] of Object.entries(wanted)) {
    const explained: Readonly<Record<string, unknown>> = explanations
    expect(new Set(Object.keys(explained[part] ?? {})), `${part} of ${language}`).toEqual(new Set(ids))
  }
})

test('every endpoint of every port has words, and no words are left over', () => {
  expect(definitions.flatMap(({ endpoints }) => endpoints).length).toBeGreaterThan(100)
  const silent = definitions.flatMap(({ id, endpoints }) =>
    endpoints
      .filter((endpoint) => explainEndpoint(english, id, endpoint) === undefined)
      .map((endpoint) => `${id} ${endpoint.id}`),
  )
  expect(silent).toEqual([])
  const said = new Set(
    definitions.flatMap(({ id, endpoints }) =>
      endpoints.map((endpoint) => explainEndpoint(english, id, endpoint)),
    ),
  )
  expect(Object.values(english.endpoints).filter((text) => !said.has(text))).toEqual([])
})

test('the same path is explained by the server that answers it', () => {
  const dump = { id: 'config_dump' }
  expect(explainEndpoint(english, 'envoy-admin', dump)).not.toBe(
    explainEndpoint(english, 'ztunnel-admin', dump),
  )
  const profile = { id: 'debug-pprof-profile' }
  expect(explainEndpoint(english, 'istiod-http', profile)).toBe(
    explainEndpoint(english, 'cni-ctrlz', profile),
  )
  expect(explainEndpoint(english, 'a-port-of-tomorrow', dump)).toBeUndefined()
})

test('both languages have the same parts, and none is empty', () => {
  expect(zh.map(({ key }) => key).toSorted()).toEqual(en.map(({ key }) => key).toSorted())
  expect([...en, ...zh].filter(({ text }) => text.trim() === '')).toEqual([])
})

test('every check by hand holds a command', () => {
  const command = /`[^`]*\b(kubectl|istioctl|curl|dig|ss|openssl) [^`]+`/
  const checks = [...en, ...zh].filter(({ key }) => key.endsWith('/check'))
  expect(checks.length).toBeGreaterThan(200)
  expect(checks.filter(({ text }) => !command.test(text))).toEqual([])
})

test('both languages show the same commands for a check by hand', () => {
  const english = new Map(en.map(({ key, text }) => [key, codes(text)]))
  const differing = zh.filter(
    ({ key, text }) => key.endsWith('/check') && codes(text).join('\n') !== english.get(key)?.join('\n'),
  )
  expect(differing).toEqual([])
})

test('backticks come in pairs', () => {
  expect([...en, ...zh].filter(({ text }) => (text.split('`').length - 1) % 2 === 1)).toEqual([])
})

test('Chinese sentences are in Chinese', () => {
  const sentences = zh
    .filter(({ key }) => !key.endsWith('/name'))
    .flatMap(({ key, text }) =>
      prose(text)
        .split(/[。；？！]/)
        .map((sentence) => ({ key, sentence })),
    )
  expect(sentences.length).toBeGreaterThan(500)
  // A list of names alone is the same in both languages; words in a row are not.
  const foreign = sentences.filter(
    ({ sentence }) =>
      /[a-z]+ [a-z]+ [a-z]+/.test(sentence) || (!han.test(sentence) && /[a-z]{2} [a-z]{2}/.test(sentence)),
  )
  expect(foreign).toEqual([])
})

test('a space stands between Chinese and Latin words, numbers or code', () => {
  const glued = /\p{Script=Han}[A-Za-z0-9`]|[A-Za-z0-9`]\p{Script=Han}/u
  // Two runs of code count as one mark, so that what is inside does not disturb.
  expect(zh.filter(({ text }) => glued.test(text.replaceAll(/`[^`]*`/g, '`')))).toEqual([])
})

test('Chinese sentences have full-width punctuation and no space beside it', () => {
  const halfWidth = /\p{Script=Han}[,;:?!()]|[,;:?!(]\p{Script=Han}|\p{Script=Han}\.(?!\w)/u
  const spaced = /[，。；：？！（）、“”] | [，。；：？！（）、“”]/u
  expect(zh.filter(({ text }) => halfWidth.test(prose(text)) || spaced.test(prose(text)))).toEqual([])
})

test('Chinese addresses the reader as 你', () => {
  expect(zh.filter(({ text }) => text.includes('您'))).toEqual([])
})
