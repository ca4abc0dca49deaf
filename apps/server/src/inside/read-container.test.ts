import { abortError, TunnelError } from '@portolan/tunnel/tunnel-error'
import { expect, test } from 'vitest'
import type { ExecResult } from './pod-reader.ts'
import { readContainer } from './read-container.ts'

const attempts = [
  { by: 'shell', command: ['/bin/sh', '-c', 'read'] },
  { by: 'tool', command: ['/usr/bin/tool'] },
] as const

function ended(result: Partial<ExecResult>): ExecResult {
  return { exitCode: 0, stdout: Buffer.from('frames'), stderr: Buffer.alloc(0), cut: false, ...result }
}

const missing = (program: string) =>
  `OCI runtime exec failed: exec failed: unable to start container process: exec: "${program}": stat ${program}: no such file or directory: unknown`

function read(
  exec: (program: string | undefined) => ExecResult | Error,
  signal = new AbortController().signal,
) {
  return readContainer(
    attempts,
    async ([program]) => {
      const answer = exec(program)
      if (answer instanceof Error) throw answer
      return answer
    },
    signal,
  )
}

test('the first program that is there reads the container', async () => {
  expect(await read(() => ended({}))).toMatchObject({ kind: 'read', by: 'shell' })
})

test.each([
  ['the runtime says that there is no such file', new TunnelError('no-such-program', missing('/bin/sh'))],
  ['the shell’s own exit code says so', ended({ exitCode: 127 })],
])('a shell that is missing gives way to the next program: %s', async (_how, answer) => {
  const found = await read((program) => (program === '/bin/sh' ? answer : ended({})))
  expect(found).toMatchObject({ kind: 'read', by: 'tool' })
})

test('with neither shell nor tool, the runtime’s words say it', async () => {
  const found = await read((program) => new TunnelError('no-such-program', missing(program ?? '')))
  expect(found).toEqual({ kind: 'unread', reason: 'no-shell', text: missing('/usr/bin/tool') })
})

test('more than is read ends it, and no further program is tried', async () => {
  const tried: unknown[] = []
  const found = await read((program) => {
    tried.push(program)
    return ended({ cut: true })
  })
  expect(found).toMatchObject({ kind: 'unread', reason: 'too-much' })
  expect(tried).toEqual(['/bin/sh'])
})

test.each([
  ['forbidden', 'forbidden'],
  ['aborted', 'cancelled'],
  ['pod-not-running', 'not-running'],
  ['kubelet-unreachable', 'failed'],
] as const)('a way that is %s makes the container %s', async (code, reason) => {
  const found = await read(() => new TunnelError(code, 'its words'))
  expect(found).toEqual({ kind: 'unread', reason, text: 'its words' })
})

test('one that took too long says what may be left of it', async () => {
  const found = await read(() => new TunnelError('timeout', 'too long'))
  const text = 'too long. If /bin/sh is no shell there, it may still be running.'
  expect(found).toEqual({ kind: 'unread', reason: 'timeout', text })
})

test('a program that fails says its own last words', async () => {
  const found = await read(() => ended({ exitCode: 2, stderr: Buffer.from('sh: syntax error\n') }))
  expect(found).toEqual({ kind: 'unread', reason: 'failed', text: 'sh: syntax error' })
})

function never(_command: readonly string[], signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(abortError(signal)), { once: true })
  })
}

test('a program that never ends is broken off at the deadline', async () => {
  expect(await readContainer(attempts, never, new AbortController().signal, 20)).toMatchObject({
    kind: 'unread',
    reason: 'timeout',
  })
})

test('a bug is no state of a container', async () => {
  await expect(read(() => new TypeError('a bug'))).rejects.toThrow('a bug')
})
