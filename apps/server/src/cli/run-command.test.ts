import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { gzipSync } from 'node:zlib'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { tarOf } from '@portolan/envoy/fixtures/tar-of'
import { recordingFile } from '@portolan/sandbox/testing/recording-file'
import { afterAll, describe, expect, test } from 'vitest'
import { runCommand } from './run-command.ts'

const home = mkdtempSync(join(tmpdir(), 'portolan-home-'))
afterAll(() => rmSync(home, { recursive: true }))

function kubeconfigFile(name: string, text: string): string {
  writeFileSync(join(home, name), text)
  return join(home, name)
}

/** Runs a command in a terminal whose home has no kubeconfig, until it ends or has printed `until`. */
async function run(words: readonly string[], until?: string) {
  const stop = new AbortController()
  const said = { out: '', err: '' }
  const code = await runCommand(
    words,
    {
      environment: { KUBECONFIG: join(home, 'none') },
      print: (line) => {
        said.out += `${line}\n`
        if (until !== undefined && said.out.includes(until)) stop.abort()
      },
      complain: (line) => {
        said.err += `${line}\n`
      },
    },
    stop.signal,
  )
  return { code, ...said }
}

test('with no kubeconfig anywhere the demo opens, and says so loudly', async () => {
  const { code, out } = await run(['--no-open', '--port', '0', '--log-level', 'fatal'], '#token=')
  expect(code).toBe(0)
  expect(out).toContain('NO KUBECONFIG FOUND')
})

test('the demo asked for by name needs no excuse', async () => {
  const { out } = await run(['--demo', '--no-open', '--port', '0', '--log-level', 'fatal'], '#token=')
  expect(out).not.toContain('NO KUBECONFIG')
})

describe('a start that cannot work ends with code 2 and says what to do', () => {
  test.each([
    [['--port', 'http'], /--port takes a number/],
    [['--host', '0.0.0.0'], /--allowed-host/],
    [['--kubeconfig', '/nowhere/at/all'], /no such file/],
    [['--kubeconfig', kubeconfigFile('broken', 'clusters: [')], /is not YAML/],
    [['--kubeconfig', kubeconfigFile('empty', 'kind: Config')], /There is no context/],
    [
      [
        '--kubeconfig',
        kubeconfigFile(
          'odd',
          'clusters: [{name: c, cluster: {server: "c:6443"}}]\ncontexts: [{name: a, context: {cluster: c}}]',
        ),
      ],
      /"c:6443", which is not a URL/,
    ],
    [['ports', 'Shop/x'], /cannot be a pod/],
  ])('%s', async (words, message) => {
    const { code, err } = await run(words)
    expect(code).toBe(2)
    expect(err).toMatch(message)
  })

  test('a port that is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await once(other, 'listening')
    const address = other.address()
    const port = typeof address === 'object' ? String(address?.port) : ''
    const { code, err } = await run(['--demo', '--no-open', '--port', port])
    expect(code).toBe(2)
    expect(err).toContain(`Port ${port} of 127.0.0.1 is taken`)
    expect(err).toContain('--port')
    other.close()
  })
})

describe('portolan open', () => {
  test('opens a recording and prints its link', async () => {
    writeFileSync(join(home, 'lab.tar.gz'), await recordingFile())
    const words = ['open', join(home, 'lab.tar.gz'), '--no-open', '--port', '0', '--log-level', 'fatal']
    const { code, out } = await run(words, '#token=')
    expect(code).toBe(0)
    expect(out).toContain('draws lab (recorded 2026-11-23 04:10): http://127.0.0.1:')
  })

  test('opens a proxy’s file and a bug report for the browser, without any cluster', async () => {
    writeFileSync(join(home, 'dump.json'), '{"configs":[]}')
    const report = gzipSync(tarOf([{ path: 'bug-report/proxies/shop/cart-1/certs', content: '{}' }]))
    writeFileSync(join(home, 'report.tgz'), report)
    const files = [join(home, 'dump.json'), join(home, 'report.tgz')]
    const { code, out } = await run(
      ['open', ...files, '--no-open', '--port', '0', '--log-level', 'fatal'],
      '#token=',
    )
    expect(code).toBe(0)
    expect(out).toContain('draws dump.json, report.tgz: http://127.0.0.1:')
  })

  test.each([
    ['that is JSON of something else', 'other.json', '{"a":1}', /is JSON, but no answer of a proxy/],
    ['that is cut off', 'cut.json', '{"configs":[', /is not whole JSON/],
    [
      'that is an archive with a link',
      'link.tgz',
      gzipSync(tarOf([{ path: 'proxies/a/b/certs', type: '2' }])),
      /link\.tgz cannot be opened\. The archive holds a link/,
    ],
    ['that is half an archive', 'half.tgz', gzipSync(tarOf([])).subarray(0, 20), /damaged or cut off/],
    [
      'that is none',
      'notes.txt',
      'nothing recorded',
      /notes\.txt cannot be opened\. This is not a Portolan recording/,
    ],
    ['that is not there', 'none.tar.gz', undefined, /none\.tar\.gz cannot be opened: there is no such file/],
    ['that is a folder', '.', undefined, /it is a folder/],
  ])('a file %s is told, with code 2', async (_name, name, content, words) => {
    if (content !== undefined) writeFileSync(join(home, name), content)
    const { code, err } = await run(['open', join(home, name), '--no-open', '--port', '0'])
    expect(code).toBe(2)
    expect(err).toMatch(words)
  })
})

describe('portolan ports', () => {
  test('prints a table, and exits 0 when every expected port is open', async () => {
    const pod = await somePod('sidecar')
    const { code, out } = await run(['ports', '--demo', pod])
    expect(out).toMatch(/^PORT +PROCESS +NAME +STATE +EVIDENCE\n/)
    expect(out).toMatch(/15021 +envoy +envoy-health +open +GET \/healthz\/ready answered 200/)
    expect(code).toBe(0)
  })

  test('a pod that is gone is told, with code 1', async () => {
    const { code, err } = await run(['ports', '--demo', 'shop/no-such-pod'])
    expect(code).toBe(1)
    expect(err).toContain('shop/no-such-pod: There is no pod no-such-pod in shop')
  })

  test('an API server that is not there is told, with code 1', async () => {
    const file = kubeconfigFile(
      'away',
      'clusters: [{name: c, cluster: {server: "http://127.0.0.1:1"}}]\ncontexts: [{name: a, context: {cluster: c}}]',
    )
    const { code, err } = await run(['ports', '--kubeconfig', file, 'shop/cart'])
    expect(code).toBe(1)
    expect(err).toMatch(/cannot be reached: connect ECONNREFUSED/)
  })
})

/** A pod of the demo that is whole: the demo also holds some that are broken on purpose. */
async function somePod(kind: string): Promise<string> {
  const { demoMesh } = await import('@portolan/sandbox/demo-mesh')
  const { summarizePod } = await import('../pods/pod-summary.ts')
  const { podObject } = await import('../cluster/kube-objects.ts')
  const z = await import('zod/mini')
  const pods = (await demoMesh()).objects.pods.map((pod) =>
    summarizePod(z.parse(podObject, pod), { kind: 'unread', reason: 'failed', text: '' }),
  )
  const whole = pods.find(
    (pod) => pod.kind === kind && pod.status === 'Running' && pod.ready.ready === pod.ready.total,
  )
  if (whole === undefined) throw new Error('the demo has no such pod')
  return `${whole.namespace}/${whole.name}`
}
