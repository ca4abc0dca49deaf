import { expect, test } from 'vitest'
import { podReaderOver } from './pod-reader-over.ts'

const reader = podReaderOver(() => Promise.reject(new Error('nothing is executed here')))
const app = { name: 'app', role: 'container', image: 'image' } as const

test('binary output makes its container unreadable and is no failure of the look', () => {
  const bytes = Uint8Array.from({ length: 4_096 }, (_, at) => (at * 37) % 256)
  const { containers, sockets, socketsFrom } = reader.join([
    { ...app, outcome: { kind: 'printed', by: 'shell', bytes } },
  ])
  expect(containers[0]?.outcome).toMatchObject({ kind: 'unread', reason: 'unreadable' })
  expect([sockets, socketsFrom]).toEqual([[], undefined])
})

test('a container that was not read keeps its reason', () => {
  const outcome = { kind: 'unread', reason: 'no-shell', text: 'its words' } as const
  expect(reader.join([{ ...app, outcome }]).containers).toEqual([{ ...app, outcome }])
})
