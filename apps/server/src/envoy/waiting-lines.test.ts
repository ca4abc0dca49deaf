import { expect, test } from 'vitest'
import { ManualClock } from '../testing/manual-clock.ts'
import { WaitingLines } from './waiting-lines.ts'

const options = (clock: ManualClock, signal = new AbortController().signal) => ({
  signal,
  clock,
  patience: 1_000,
})

/** Work that ends when a test says so. */
function held(): { readonly work: () => Promise<void>; readonly end: () => void } {
  const { promise, resolve } = Promise.withResolvers<void>()
  return { work: () => promise, end: () => resolve() }
}

test('one after the other, in the order in which they came; another key does not wait', async () => {
  const [lines, clock] = [new WaitingLines(), new ManualClock()]
  const done: string[] = []
  const first = held()
  const one = lines.run('a', options(clock), first.work).then(() => done.push('one'))
  const two = lines.run('a', options(clock), async () => void done.push('two'))
  const three = lines.run('a', options(clock), async () => void done.push('three'))
  await lines.run('b', options(clock), async () => void done.push('other'))
  expect(done).toEqual(['other'])
  first.end()
  await Promise.all([one, two, three])
  expect(done).toEqual(['other', 'one', 'two', 'three'])
})

test('who waits too long is told so, and who fails lets the next one go on', async () => {
  const [lines, clock] = [new WaitingLines(), new ManualClock()]
  const first = held()
  const one = lines.run('a', options(clock), first.work)
  const two = lines.run('a', options(clock), async () => 'two')
  clock.pass(1_000)
  await expect(two).rejects.toMatchObject({ code: 'timeout', status: 504 })
  const three = lines.run('a', options(clock), () => Promise.reject(new Error('broken')))
  const four = lines.run('a', options(clock), async () => 'four')
  first.end()
  await one
  await expect(three).rejects.toThrow('broken')
  expect(await four).toBe('four')
})

test('who goes away gives up the place', async () => {
  const [lines, clock] = [new WaitingLines(), new ManualClock()]
  const first = held()
  const leaving = new AbortController()
  const one = lines.run('a', options(clock), first.work)
  const two = lines.run('a', options(clock, leaving.signal), async () => 'two')
  const three = lines.run('a', options(clock), async () => 'three')
  leaving.abort()
  await expect(two).rejects.toMatchObject({ code: 'aborted' })
  first.end()
  await one
  expect(await three).toBe('three')
})
