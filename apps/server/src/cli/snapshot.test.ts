import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { generateMesh } from '@portolan/sandbox/generate-mesh'
import { startSandbox } from '@portolan/sandbox/start-sandbox'
import { openRecording } from '@portolan/recording/open-recording'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parseArguments } from './parse-arguments.ts'
import { runCommand } from './run-command.ts'
import { UsageError } from './usage-error.ts'

describe('the command line of snapshot', () => {
  const usual = {
    command: 'snapshot',
    namespaces: [],
    pods: [],
    costly: false,
    lookInside: false,
    logs: false,
    moments: 1,
    every: 15_000,
    out: 'f.tar.gz',
    force: false,
  }

  test.each([
    [['--out', 'f.tar.gz'], usual],
    [['-o', 'f.tar.gz', '-n', 'shop,backend'], { ...usual, namespaces: ['shop', 'backend'] }],
    [
      ['-o', 'f.tar.gz', '--pod', 'shop/cart-1', '--pod', 'shop/cart-2'],
      {
        ...usual,
        pods: [
          { namespace: 'shop', name: 'cart-1' },
          { namespace: 'shop', name: 'cart-2' },
        ],
      },
    ],
    [
      ['-o', 'f.tar.gz', '--costly', '--force', '--moments', '3', '--every', '2'],
      { ...usual, costly: true, force: true, moments: 3, every: 2_000 },
    ],
    [['-o', 'f.tar.gz', '--inside', '--logs'], { ...usual, lookInside: true, logs: true }],
  ])('%j', (words, expected) => {
    expect(parseArguments(['snapshot', ...words])).toMatchObject(expected)
  })

  test.each([
    [[], /--out FILE/],
    [['-o', 'f', '--pod', 'cart-1'], /In which namespace/],
    [['-o', 'f', '--pod', 'shop/Cart'], /cannot be a pod/],
    [['-o', 'f', 'shop/cart-1'], /no option of snapshot/],
    [['-o', 'f', '--moments', '0'], /--moments takes a whole number from 1 to 100/],
    [['-o', 'f', '--every', '5'], /--every SECONDS needs --moments/],
    [['-o', 'f', '--moments', '2', '--every', '1.5'], /--every takes a whole number/],
  ])('%j is refused', (words, message) => {
    expect(() => parseArguments(['snapshot', ...words])).toThrow(UsageError)
    expect(() => parseArguments(['snapshot', ...words])).toThrow(message)
  })
})

describe('portolan snapshot', () => {
  const folder = mkdtempSync(join(tmpdir(), 'portolan-cli-'))
  const kubeconfig = join(folder, 'kubeconfig')
  let sandbox: Awaited<ReturnType<typeof startSandbox>>
  beforeAll(async () => {
    sandbox = await startSandbox({ mesh: generateMesh({ pods: 2, services: 2, namespaces: 1 }) })
    writeFileSync(kubeconfig, sandbox.kubeconfig())
  })
  afterAll(async () => {
    await sandbox[Symbol.asyncDispose]()
    rmSync(folder, { recursive: true })
  })

  async function run(words: readonly string[], stopWhen?: RegExp) {
    const stop = new AbortController()
    const said = { out: '', err: '' }
    const code = await runCommand(
      ['snapshot', '--kubeconfig', kubeconfig, ...words],
      {
        environment: { KUBECONFIG: join(folder, 'none') },
        print: (line) => {
          said.out += `${line}\n`
        },
        complain: (line) => {
          said.err += `${line}\n`
          if (stopWhen?.test(line)) stop.abort()
        },
      },
      stop.signal,
    )
    return { code, ...said }
  }

  test('says how far it is, and in the end what came of it', async () => {
    const file = join(folder, 'mesh.tar.gz')
    const { code, out, err } = await run(['--out', file])
    expect(code).toBe(0)
    expect(err).toMatch(/^0 of 4 pods\n[^]*4 of 4 pods\n$/)
    expect(out).toMatch(/mesh\.tar\.gz: [\d.]+ [kM]B, \d+ files/)
    expect(out).toMatch(/4 pods, from 20/)
    expect(out).toContain('Nothing is missing.')
    await using recording = await openRecording(file)
    expect(recording.manifest.cluster.kubernetesVersion).toBe('v1.34.4')
    const again = await run(['--out', file])
    expect(again).toMatchObject({ code: 2, err: expect.stringContaining('is there already. Use --force') })
  }, 20_000)

  test('broken off it ends with code 1, leaves no file, and says how to go on', async () => {
    const file = join(folder, 'broken.tar.gz')
    const { code, err } = await run(['--out', file], /^1 of 4/)
    expect(code).toBe(1)
    expect(err).toContain('The same command goes on where it was')
    expect(existsSync(file)).toBe(false)
    expect((await run(['--out', file])).code).toBe(0)
    expect(readdirSync(folder).filter((name) => name.endsWith('.partial'))).toEqual([])
  }, 20_000)

  test('an API server that is not there is told, with code 1', async () => {
    const away = join(folder, 'away')
    const file =
      'clusters: [{name: c, cluster: {server: "http://127.0.0.1:1"}}]\ncontexts: [{name: a, context: {cluster: c}}]'
    writeFileSync(away, file)
    const { code, err } = await run([
      '--kubeconfig',
      away,
      '--context',
      'a',
      '--out',
      join(folder, 'x.tar.gz'),
    ])
    expect(err).toMatch(/cannot be reached|ECONNREFUSED/)
    expect(code).toBe(1)
    expect(existsSync(join(folder, 'x.tar.gz'))).toBe(false)
  })
})
