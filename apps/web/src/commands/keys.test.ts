import { describe, expect, test } from 'vitest'
import { parseKeys, pressIs } from './keys.ts'
import type { KeyPress } from './keys.ts'
import { ariaKeys, keyText } from './key-labels.ts'

const bare = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false }

function isPressed(keys: string, press: Partial<KeyPress> & Pick<KeyPress, 'key' | 'code'>, mac = false) {
  const [chord] = parseKeys(keys)
  return chord !== undefined && pressIs({ ...bare, ...press }, chord, mac)
}

test('keys are read as commands write them', () => {
  expect(parseKeys('mod+shift+p alt+PageDown')).toEqual([
    { mod: true, ctrl: false, alt: false, shift: true, key: 'P' },
    { mod: false, ctrl: false, alt: true, shift: false, key: 'PageDown' },
  ])
  expect(parseKeys('mod++')).toEqual([{ mod: true, ctrl: false, alt: false, shift: false, key: '+' }])
})

test.each(['', 'mod+', 'cmd+K', 'mod+Pgdn', 'mod+K  W'])('%j is refused', (text) => {
  expect(() => parseKeys(text)).toThrow('no keys')
})

describe('a press', () => {
  test('mod is Control, and Command on a Mac', () => {
    const press = { key: 'p', code: 'KeyP' }
    expect(isPressed('mod+P', { ...press, ctrlKey: true })).toBe(true)
    expect(isPressed('mod+P', { ...press, metaKey: true })).toBe(false)
    expect(isPressed('mod+P', { ...press, metaKey: true }, true)).toBe(true)
  })

  test('more modifiers are other keys', () => {
    expect(isPressed('mod+P', { key: 'P', code: 'KeyP', ctrlKey: true, shiftKey: true })).toBe(false)
    expect(isPressed('alt+W', { key: 'w', code: 'KeyW' })).toBe(false)
  })

  test('a letter is what the layout types: on a Dvorak keyboard P lies where R is', () => {
    expect(isPressed('mod+P', { key: 'p', code: 'KeyR', ctrlKey: true })).toBe(true)
    expect(isPressed('mod+P', { key: 'l', code: 'KeyP', ctrlKey: true })).toBe(false)
  })

  test('where no Latin letter is typed, the place counts: Russian, and Option on a Mac', () => {
    expect(isPressed('mod+P', { key: 'з', code: 'KeyP', ctrlKey: true })).toBe(true)
    expect(isPressed('alt+W', { key: '∑', code: 'KeyW', altKey: true }, true)).toBe(true)
    expect(isPressed('alt+N', { key: 'Dead', code: 'KeyN', altKey: true }, true)).toBe(true)
  })

  test('digits lie in the upper row, whatever they type there', () => {
    expect(isPressed('mod+1', { key: '&', code: 'Digit1', ctrlKey: true })).toBe(true)
  })

  test('a question mark is one with Shift and without', () => {
    expect(isPressed('?', { key: '?', code: 'Slash', shiftKey: true })).toBe(true)
    expect(isPressed('?', { key: '?', code: 'KeyM' })).toBe(true)
    expect(isPressed('/', { key: '?', code: 'Slash', shiftKey: true })).toBe(false)
  })

  test('a bare sign is what is typed, wherever it lies', () => {
    expect(isPressed('/', { key: '-', code: 'Slash' })).toBe(false)
    expect(isPressed('/', { key: '?', code: 'Slash' })).toBe(false)
    expect(isPressed('mod+\\', { key: '#', code: 'Backslash', ctrlKey: true })).toBe(true)
  })

  test('a sign with Shift is found by its place', () => {
    expect(isPressed('mod+shift+\\', { key: '|', code: 'Backslash', ctrlKey: true, shiftKey: true })).toBe(
      true,
    )
  })
})

test('keys are shown as each keyboard has them', () => {
  expect(keyText('mod+shift+P', false)).toBe('Ctrl+Shift+P')
  expect(keyText('mod+shift+P', true)).toBe('⇧⌘P')
  expect(keyText('alt+K W', false)).toBe('Alt+K W')
  expect(keyText('alt+PageDown', true)).toBe('⌥⇟')
  expect(ariaKeys('mod+alt+ArrowLeft', true)).toBe('Meta+Alt+ArrowLeft')
})
