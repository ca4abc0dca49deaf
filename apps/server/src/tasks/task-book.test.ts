import type { Task } from '@portolan/contract/task'
import { expect, test } from 'vitest'
import { AppError } from '../app-error.ts'
import { createLog } from '../log.ts'
import { TaskBook } from './task-book.ts'
import type { TaskContext, TaskOptions } from './task-book.ts'

const nothing = { kind: 'nothing' } as const

function book(): { readonly tasks: TaskBook; readonly logged: string[] } {
  const logged: string[] = []
  return {
    tasks: new TaskBook(createLog('error', { write: (line: string) => void logged.push(line) })),
    logged,
  }
}

function snapshot(run: TaskOptions['run']): TaskOptions {
  return { kind: 'snapshot', title: { cluster: 'lab' }, identity: 'sre@example', run }
}

/** Work that goes on until it is told to stop. */
const untilStopped = ({ signal }: TaskContext) =>
  new Promise<never>((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
  })

async function endOf(tasks: TaskBook, { id }: Task): Promise<Task | undefined> {
  await expect.poll(() => tasks.get(id)?.state).not.toBe('running')
  return tasks.get(id)
}

test('a task tells how far it is, and what it left when it is done', async () => {
  const { tasks } = book()
  const seen: (number | string | undefined)[] = []
  tasks.listen(() => {
    const [one] = tasks.list()
    seen.push(one?.state === 'running' ? one.doing : one?.state)
  })
  const started = tasks.start(
    snapshot(async ({ progress }) => {
      progress({ done: 1, total: 2, doing: 'shop/cart-1' })
      return nothing
    }),
  )
  expect(started).toMatchObject({ kind: 'snapshot', title: { cluster: 'lab' }, state: 'running', done: 0 })
  expect(await endOf(tasks, started)).toMatchObject({ state: 'done', done: 1, total: 2, result: nothing })
  expect(seen).toEqual([undefined, 'shop/cart-1', 'done'])
})

test('a failure that was made to be read says its code and words; any other is logged and hidden', async () => {
  const { tasks, logged } = book()
  const told = tasks.start(
    snapshot(() =>
      Promise.reject(new AppError({ code: 'forbidden', status: 403, detail: 'no pods for you' })),
    ),
  )
  const bug = tasks.start(snapshot(() => Promise.reject(new Error('the password is hunter2'))))
  expect(await endOf(tasks, told)).toMatchObject({
    state: 'failed',
    problem: { code: 'forbidden', text: 'no pods for you' },
  })
  expect(await endOf(tasks, bug)).toMatchObject({ state: 'failed', problem: { code: 'internal', text: '' } })
  expect(logged).toHaveLength(1)
})

test('cancelling answers once the work has ended', async () => {
  const { tasks } = book()
  const { id } = tasks.start(snapshot(untilStopped))
  expect(await tasks.cancel(id)).toMatchObject({ state: 'cancelled' })
  expect(tasks.running).toBe(0)
  await expect(tasks.cancel('nobody')).rejects.toMatchObject({ code: 'not-found' })
})

test('a server that stops cancels what runs, waits for it, and starts nothing more', async () => {
  const { tasks } = book()
  let ended = false
  const begun = Promise.withResolvers<void>()
  tasks.start(
    snapshot(async (context) => {
      begun.resolve()
      await untilStopped(context).catch(() => undefined)
      ended = true
      return nothing
    }),
  )
  await begun.promise
  await tasks[Symbol.asyncDispose]()
  expect(ended).toBe(true)
  const late = tasks.start(snapshot(untilStopped))
  expect(await endOf(tasks, late)).toMatchObject({ state: 'cancelled' })
})

test('of the ended ones the oldest are forgotten', async () => {
  const { tasks } = book()
  const all = Array.from({ length: 60 }, () => tasks.start(snapshot(async () => nothing)))
  await Promise.all(all.map((one) => endOf(tasks, one)))
  const latest = tasks.start(snapshot(async () => nothing))
  expect(tasks.list()).toHaveLength(51)
  expect(tasks.list().at(-1)?.id).toBe(latest.id)
})
