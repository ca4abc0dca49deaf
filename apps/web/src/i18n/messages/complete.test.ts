import { expect, test } from 'vitest'
import { laterMessages as laterEnglish } from './en/later-messages.ts'
import { messages as english } from './en/messages.ts'
import { laterMessages as laterChinese } from './zh-CN/later-messages.ts'
import { messages as chinese } from './zh-CN/messages.ts'

type Text = { readonly key: string; readonly text: string }

function texts(node: unknown, path: string): readonly Text[] {
  if (typeof node === 'string') return [{ key: path, text: node }]
  if (typeof node !== 'object' || node === null) return []
  return Object.entries(node).flatMap(([key, value]) => texts(value, path === '' ? key : `${path}.${key}`))
}

const en = texts({ ...english, ...laterEnglish }, '')
const zh = texts({ ...chinese, ...laterChinese }, '')

/** English has a singular of its own; Chinese has one form for every number. */
function isSingular({ key }: Text): boolean {
  return key.endsWith('_one')
}

function variablesOf(text: string): readonly string[] {
  return [...new Set(Array.from(text.matchAll(/\{\{\s*(\w+)/g), (match) => match[1] ?? ''))].toSorted()
}

test('both languages say the same things', () => {
  expect(en.length).toBeGreaterThan(100)
  const wanted = en.filter((text) => !isSingular(text)).map(({ key }) => key)
  expect(zh.map(({ key }) => key).toSorted()).toEqual(wanted.toSorted())
})

test('no text is empty', () => {
  expect([...en, ...zh].filter(({ text }) => text.trim() === '')).toEqual([])
})

test('both languages speak of the same values', () => {
  const english = new Map(en.map(({ key, text }) => [key, variablesOf(text)]))
  const differing = zh.filter(({ key, text }) => variablesOf(text).join() !== english.get(key)?.join())
  expect(differing).toEqual([])
})

test('every plural has its singular', () => {
  const keys = new Set(en.map(({ key }) => key))
  const alone = en.filter(({ key }) => key.endsWith('_other') && !keys.has(key.replace(/_other$/, '_one')))
  expect(alone).toEqual([])
})
