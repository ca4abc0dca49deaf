import { expect, test } from 'vitest'
import { heartOf, wholeWords } from './runtime-words.ts'

const containerd =
  'error forwarding port 15000 to pod 4be17a9c, uid : failed to execute portforward in network namespace ' +
  '"/var/run/netns/cni-1896cf1f": failed to connect to localhost:15000 inside namespace "4be17a9c", IPv4: ' +
  'dial tcp4 127.0.0.1:15000: connect: connection refused IPv6 dial tcp6: address localhost: no suitable address found'

test('of containerd’s long sentence the failed dial is quoted, and the whole of it stays at hand', () => {
  expect(heartOf(containerd)).toBe('dial tcp4 127.0.0.1:15000: connect: connection refused')
  expect(wholeWords({ kind: 'refused', text: containerd })).toBe(containerd)
})

test('words without a dial in them are quoted as they are', () => {
  const text = 'unable to do port forwarding: socat not found'
  expect(heartOf(text)).toBe(text)
  expect(wholeWords({ kind: 'tunnel', code: 'upgrade-failed', text })).toBeUndefined()
  expect(heartOf('dial tcp [::1]:8080: connect: connection refused')).toBe(
    'dial tcp [::1]:8080: connect: connection refused',
  )
})
