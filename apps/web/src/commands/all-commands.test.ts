import { createInstance } from 'i18next'
import { beforeAll, expect, test, vi } from 'vitest'
import { messages as english } from '../i18n/messages/en/messages.ts'
import { messages as chinese } from '../i18n/messages/zh-CN/messages.ts'
import type { Command, Translate } from './command.ts'
import { duplicateIds, keyClashes } from './key-clashes.ts'
import { parseKeys } from './keys.ts'

const nothing = () => undefined
const files = import.meta.glob<Readonly<Record<string, unknown>>>([
  '../**/*-commands.ts',
  '!./use-commands.ts',
])

/** Every list of commands that the workbench has, wherever it stands. */
const lists = new Map<string, readonly Command[]>()

beforeAll(async () => {
  const kept = new Map<string, string>()
  // What the modules read of the browser when they are loaded.
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
  })
  for (const [file, load] of Object.entries(files)) {
    const found = Object.entries(await load()).flatMap(([name, exported]) => commandsOf(name, exported))
    if (found.length > 0) lists.set(file, found)
  }
})

/** The commands of an exported list, or of a function that makes one for what it acts on: `...Commands`. */
function commandsOf(name: string, exported: unknown): readonly Command[] {
  if (!name.endsWith('Commands')) return []
  const list: unknown = typeof exported === 'function' ? exported(nothing) : exported
  return Array.isArray(list) ? list.filter(isCommand) : []
}

function isCommand(value: unknown): value is Command {
  return typeof value === 'object' && value !== null && 'id' in value && 'title' in value && 'run' in value
}

function all(): readonly Command[] {
  return [...lists.values()].flat()
}

test('every part of the workbench brings its commands', () => {
  expect([...lists.keys()].length).toBeGreaterThanOrEqual(8)
  expect(all().map(({ id }) => id)).toContain('palette.commands')
})

test('no two commands have the same id', () => {
  expect(duplicateIds(all())).toEqual([])
})

test('no two commands want the same keys, or keys that begin the other’s', () => {
  expect(keyClashes(all())).toEqual([])
})

test('no command hangs on keys alone that browsers keep for themselves', () => {
  const kept = new Set(['mod+W', 'mod+T', 'mod+N', 'mod+shift+W', 'mod+shift+T', 'mod+shift+N', 'mod+Tab'])
  const lost = all().filter(({ keys = [] }) => keys.length > 0 && keys.every((one) => kept.has(one)))
  expect(lost.map(({ id }) => id)).toEqual([])
})

test('keys that count while typing type nothing', () => {
  const typing = all()
    .filter(({ whileTyping }) => whileTyping === true)
    .flatMap(({ id, keys = [] }) => keys.map((text) => ({ id, first: parseKeys(text)[0] })))
    .filter(
      ({ first }) =>
        first !== undefined && !first.mod && first.key.length === 1 && !(first.alt && first.shift),
    )
  expect(typing).toEqual([])
})

test.each([
  ['en', english],
  ['zh-CN', chinese],
] as const)('every title is there in %s, and no two commands share one', async (language, messages) => {
  const i18n = createInstance()
  await i18n.init({
    lng: language,
    resources: { [language]: messages },
    interpolation: { escapeValue: false },
  })
  const t: Translate = i18n.getFixedT(language, [])
  const titles = all().map((command) => command.title(t))
  expect(titles.filter((title) => title.trim() === '' || /^[a-z]+[:.][\w.:-]+$/i.test(title))).toEqual([])
  expect(titles.filter((title, index) => titles.indexOf(title) !== index)).toEqual([])
})
