import { expect, test } from 'vitest'
import type { Command } from './command.ts'
import { CommandRegistry } from './command-registry.ts'
import { duplicateIds, keyClashes } from './key-clashes.ts'

function command(id: string, ...keys: readonly string[]): Command {
  return { id, title: () => id, category: 'go', keys, run() {} }
}

test('commands are there from registering to taking back', () => {
  const registry = new CommandRegistry()
  const heard: number[] = []
  registry.subscribe(() => heard.push(registry.list().length))
  const takeBack = registry.register([command('a'), command('b')])
  expect(registry.find('b')?.id).toBe('b')
  takeBack()
  expect(heard).toEqual([2, 0])
})

test('one list registered by two views stays until both are gone', () => {
  const registry = new CommandRegistry()
  const list = [command('a')]
  const first = registry.register(list)
  const second = registry.register(list)
  first()
  expect(registry.list().map(({ id }) => id)).toEqual(['a'])
  second()
  expect(registry.list()).toEqual([])
})

test('clashes are found: the same keys, and keys that begin a sequence', () => {
  expect(keyClashes([command('a', 'mod+K', 'F1'), command('b', 'mod+K W'), command('c', 'mod+k')])).toEqual([
    { keys: 'mod+K / mod+K W', commands: ['a', 'b'] },
    { keys: 'mod+K / mod+k', commands: ['a', 'c'] },
    { keys: 'mod+K W / mod+k', commands: ['b', 'c'] },
  ])
  expect(duplicateIds([command('a'), command('b'), command('a')])).toEqual(['a'])
})
