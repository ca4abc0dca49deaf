import type { Evidence } from '@portolan/contract/evidence'
import { setImmediate } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { SharedWay } from './shared-way.ts'

const { signal } = new AbortController()
const open: Evidence = { kind: 'http', method: 'GET', path: '/', status: 200, milliseconds: 1 }
const cut: Evidence = { kind: 'tunnel', code: 'kubelet-unreachable', text: 'connection refused' }

function question() {
  const { promise, resolve } = Promise.withResolvers<Evidence>()
  const asked = { count: 0, answer: resolve, ask: () => ((asked.count += 1), promise) }
  return asked
}

/** After everything that is only waiting for promises has run. */
const settled = () => setImmediate()

test('only so many questions are under way at once', async () => {
  const way = new SharedWay(2)
  const questions = [question(), question(), question()]
  const answers = questions.map(({ ask }) => way.ask(ask, signal))
  await settled()
  expect(questions.map(({ count }) => count)).toEqual([1, 1, 0])
  questions[0]?.answer(open)
  await answers[0]
  await settled()
  expect(questions[2]?.count).toBe(1)
})

test('who waited while the way failed gets the failure instead of trying it too', async () => {
  const way = new SharedWay(1)
  const [first, waiting] = [question(), question()]
  const answers = [way.ask(first.ask, signal), way.ask(waiting.ask, signal)]
  await settled()
  first.answer(cut)
  expect(await Promise.all(answers)).toEqual([cut, cut])
  expect(waiting.count).toBe(0)
})

test('a failed way is tried by one question, and by all once that one came through', async () => {
  const way = new SharedWay(6)
  await way.ask(() => Promise.resolve(cut), signal)
  const [scout, other] = [question(), question()]
  const answers = [way.ask(scout.ask, signal), way.ask(other.ask, signal)]
  expect([scout.count, other.count]).toEqual([1, 0])
  scout.answer(open)
  other.answer(open)
  expect(await Promise.all(answers)).toEqual([open, open])
  expect(other.count).toBe(1)
})

test('one tunnel that fails while others come through is not the way’s failure', async () => {
  const way = new SharedWay(6)
  const [unlucky, fine] = [question(), question()]
  const failing = way.ask(unlucky.ask, signal)
  const passing = way.ask(fine.ask, signal)
  await settled()
  fine.answer(open)
  await passing
  unlucky.answer(cut)
  await failing
  expect(await way.ask(() => Promise.resolve(open), signal)).toBe(open)
})
