import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { joinLook, type ContainerReading } from './join-look.ts'
import { maskedTexts, type MaskedPart, type Masking } from './masked-texts.ts'
import { printReadOutput } from './print-output.ts'
import { parseReadOutput } from './read-output.ts'
import { printedText, statLine, type Printed } from './testing/printed-text.ts'

const recorded = (name: string) =>
  new Uint8Array(readFileSync(path.join(import.meta.dirname, 'fixtures', `cart-${name}.bin`)))

/** What is kept of an output, with what was masked in it. */
function kept(bytes: Uint8Array, allowed: Partial<Pick<Masking, 'variable' | 'words'>> = {}) {
  const heard: [MaskedPart, string][] = []
  const masked = (part: MaskedPart, text: string) => void heard.push([part, text])
  const all = { words: (words: readonly string[]) => words, variable: (_: string, value: string) => value }
  const text = printReadOutput(maskedTexts(parseReadOutput(bytes), { masked, ...all, ...allowed }))
  return { text, heard, bytes: new TextEncoder().encode(text) }
}

const reading = (name: string, bytes: Uint8Array): ContainerReading => ({
  name,
  role: 'container',
  image: name,
  reading: { kind: 'texts', by: 'shell', texts: parseReadOutput(bytes) },
})

test('a look at what was kept is the look that was taken', () => {
  const names = ['istio-proxy', 'app']
  const live = joinLook(names.map((name) => reading(name, recorded(name))))
  expect(joinLook(names.map((name) => reading(name, kept(recorded(name)).bytes)))).toEqual(live)
})

test('names of open files are not kept, and everything else of them is', () => {
  const { text, heard } = kept(recorded('istio-proxy'))
  expect(text).toContain('-> socket:[')
  expect(text).not.toMatch(/-> \/(?!dev\/)/)
  const files = heard.filter(([part]) => part === 'open-file').map(([, file]) => file)
  expect(files.length).toBeGreaterThan(0)
})

const secrets: Printed = {
  processes: [
    {
      pid: 7,
      stat: statLine(7, 'app'),
      cmdline: 'app\0--password=hunter2\0--token\0a1b2c3\0postgres://me:s3cret@db/x\0--port=80\0',
    },
  ],
  tables: {
    'net/unix':
      'Num       RefCount Protocol Flags    Type St Inode Path\n' +
      '0000000000000000: 00000002 00000000 00010000 0001 01 55 /run/token=topsecret/x\n' +
      '0000000000000000: 00000002 00000000 00010000 0001 01 56 /run/two\nlines password=behind\n',
  },
  open: '7/fd:\ntotal 0\nlrwx------ 1 0 0 64 Nov 23 08:00 3 -> /data/first -> last\nno entry at all\n',
  environments: [[7, 'ISTIO_PASSWORD=pa55word\nISTIO_META_MINE=my own\nISTIO_META_NAME=cart\n']],
}

const withoutMine = (name: string, value: string) => (name === 'ISTIO_META_MINE' ? '[redacted]' : value)

test('secrets of a command line, of an environment and of a path are gone, and told of', () => {
  const { text, heard, bytes } = kept(printedText(secrets), { variable: withoutMine })
  const all = /hunter2|a1b2c3|s3cret|topsecret|behind|pa55word|my own|\/data|last|no entry/
  expect(text).not.toMatch(all)
  expect(parseReadOutput(bytes).processes[0]).toMatchObject({
    cmdline: 'app\0--password=[redacted]\0--token\0[redacted]\0postgres://me:[redacted]@db/x\0--port=80\0',
    environment: ['ISTIO_PASSWORD=[redacted]', 'ISTIO_META_MINE=[redacted]', 'ISTIO_META_NAME=cart'],
  })
  expect(heard).toEqual([
    ['command-line', '--password=hunter2'],
    ['command-line', 'a1b2c3'],
    ['command-line', 'postgres://me:s3cret@db/x'],
    ['environment', 'pa55word'],
    ['socket-path', '/run/token=topsecret/x'],
    ['socket-path', 'lines password=behind'],
    ['open-file', '/data/first -> last'],
    ['open-file', 'no entry at all'],
  ])
})

test('of a command line nothing stays but what is allowed', () => {
  const { bytes } = kept(printedText(secrets), { words: (words) => words.slice(0, 2) })
  expect(parseReadOutput(bytes).processes[0]?.cmdline).toBe('app\0--password=[redacted]\0')
})
