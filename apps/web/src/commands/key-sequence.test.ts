import { expect, test } from 'vitest'
import type { Command } from './command.ts'
import { KeySequence } from './key-sequence.ts'
import type { KeyPress } from './keys.ts'

function command(id: string, keys: readonly string[], enabled = true): Command {
  return { id, title: () => id, category: 'go', keys, enabled: () => enabled, run() {} }
}

function press(key: string, modifiers: Partial<KeyPress> = {}): KeyPress {
  const code = `Key${key.toUpperCase()}`
  return { key, code, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...modifiers }
}

const list = [command('close-all', ['alt+K W']), command('keep', ['alt+K alt+P']), command('find', ['mod+P'])]

test('one chord runs at once', () => {
  const keys = new KeySequence(false)
  expect(keys.press(press('p', { ctrlKey: true }), list)).toMatchObject({
    kind: 'run',
    command: { id: 'find' },
  })
  expect(keys.press(press('p'), list)).toEqual({ kind: 'none' })
})

test('a sequence waits for its second chord, past the modifiers that are pressed for it', () => {
  const keys = new KeySequence(false)
  expect(keys.press(press('k', { altKey: true }), list)).toEqual({ kind: 'waiting', begun: 'alt+K' })
  expect(keys.press(press('Alt', { altKey: true }), list)).toEqual({ kind: 'none' })
  expect(keys.press(press('p', { altKey: true }), list)).toMatchObject({ command: { id: 'keep' } })
})

test('a sequence that leads nowhere takes its last key with it and is over', () => {
  const keys = new KeySequence(false)
  keys.press(press('k', { altKey: true }), list)
  expect(keys.press(press('p', { ctrlKey: true }), list)).toEqual({ kind: 'dropped' })
  expect(keys.press(press('p', { ctrlKey: true }), list)).toMatchObject({ kind: 'run' })
})

test('what is not possible now leaves its keys alone', () => {
  const keys = new KeySequence(false)
  expect(keys.press(press('w', { altKey: true }), [command('close', ['alt+W'], false)])).toEqual({
    kind: 'none',
  })
})
