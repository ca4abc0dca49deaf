import { execFile, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { meshOfKinds } from './generate-mesh.ts'
import { startSandbox, type Sandbox } from './start-sandbox.ts'

const run = promisify(execFile)

function kubectlExists(): boolean {
  try {
    execFileSync('kubectl', ['version', '--client'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

/** The real kubectl of PATH as a client; skipped, and counted as such, where there is none. */
describe.skipIf(!kubectlExists())('kubectl', () => {
  let sandbox: Sandbox
  let folder: string
  beforeAll(async () => {
    sandbox = await startSandbox({ mesh: meshOfKinds() })
    folder = mkdtempSync(path.join(tmpdir(), 'portolan-kubectl-'))
  })
  afterAll(async () => {
    rmSync(folder, { recursive: true, force: true })
    await sandbox[Symbol.asyncDispose]()
  })

  function argumentsOf(user: string, args: readonly string[]): string[] {
    const file = path.join(folder, `${user}.yaml`)
    writeFileSync(file, sandbox.kubeconfig(user))
    return ['--kubeconfig', file, '--cache-dir', path.join(folder, 'cache'), ...args]
  }

  async function kubectl(user: string, ...args: readonly string[]): Promise<string> {
    const { stdout, stderr } = await run('kubectl', argumentsOf(user, args)).catch(
      (error: { stdout: string; stderr: string }) => error,
    )
    return stdout + stderr
  }

  test('prints pods as a table with the status of each', async () => {
    const lines = (await kubectl('admin', 'get', 'pods', '-A')).split('\n').map((line) => line.split(/\s+/))
    expect(lines[0]).toEqual(
      expect.arrayContaining(['NAMESPACE', 'NAME', 'READY', 'STATUS', 'RESTARTS', 'AGE']),
    )
    const row = (name: string) => lines.find((cells) => cells[1] === name)?.slice(0, 5)
    expect(row('native-sidecar-abcde')).toEqual(['shop', 'native-sidecar-abcde', '2/2', 'Running', '0'])
    expect(row('crash-looping')).toEqual(['legacy', 'crash-looping', '0/1', 'CrashLoopBackOff', '17'])
    expect(row('completed')).toEqual(['legacy', 'completed', '0/1', 'Completed', '0'])
    expect(row('pending')).toEqual(['legacy', 'pending', '0/1', 'Pending', '0'])
  })

  test('gets namespaces, services, config maps and one pod as YAML', async () => {
    expect(await kubectl('admin', 'get', 'ns')).toMatch(/^shop\s+Active/m)
    expect(await kubectl('admin', 'get', 'svc', '-n', 'istio-system')).toMatch(
      /^istiod\s+ClusterIP\s+10\.96\.0\.10\s+<none>\s+15010\/TCP,/m,
    )
    expect(await kubectl('admin', 'get', 'cm', '-n', 'istio-system')).toMatch(/^istio\s+2\s/m)
    const yaml = await kubectl('admin', 'get', 'pod', 'istiod', '-n', 'istio-system', '-o', 'yaml')
    expect(yaml).toContain('- --monitoringAddr=:15014')
    expect(await kubectl('admin', 'get', 'pod', 'nope', '-n', 'shop')).toContain('pods "nope" not found')
  })

  test('gets the events of a pod', async () => {
    const events = await kubectl('viewer', 'events', '-n', 'legacy', '--for', 'pod/crash-looping')
    expect(events).toMatch(
      /Warning\s+BackOff\s+Pod\/crash-looping\s+Back-off restarting failed container app/,
    )
  })

  test('asks what it may do', async () => {
    const canForward = ['auth', 'can-i', 'get', 'pods', '--subresource=portforward', '-n', 'shop']
    expect(await kubectl('admin', ...canForward)).toMatch(/^yes/)
    expect(await kubectl('viewer', ...canForward)).toMatch(/^no/)
    expect(await kubectl('shop-operator', 'get', 'ns')).toContain('cannot list resource "namespaces"')
  })

  test('watches', async () => {
    const args = argumentsOf('admin', ['get', 'pods', '-n', 'shop', '-w', '--request-timeout=60s'])
    const watching = spawn('kubectl', args, { stdio: ['ignore', 'pipe', 'inherit'] })
    try {
      const lines = createInterface({ input: watching.stdout })[Symbol.asyncIterator]()
      const until = async (pattern: RegExp): Promise<string> => {
        for (;;) {
          const { value, done } = await lines.next()
          if (done) return 'the watch ended'
          if (pattern.test(value)) return value
        }
      }
      await until(/proxyless-grpc/)
      // kubectl lists first and then watches from that version: no change in between is lost.
      sandbox.pod('shop/proxyless-grpc').crashContainer('app')
      expect(await until(/CrashLoopBackOff/)).toMatch(/^proxyless-grpc\s+1\/2\s+CrashLoopBackOff/)
      sandbox.pod('shop/proxyless-grpc').delete()
      expect(await until(/Terminating/)).toContain('proxyless-grpc')
    } finally {
      watching.kill()
      await once(watching, 'exit')
    }
  })

  test('executes commands, and passes on how they end', async () => {
    const pod = sandbox.pod('shop/native-sidecar-abcde')
    const exec = (...command: readonly string[]) =>
      kubectl('admin', 'exec', '-n', 'shop', 'native-sidecar-abcde', '-c', 'app', '--', ...command)
    expect(await exec('sh')).toContain('exec: "sh": executable file not found in $PATH')
    pod.say('app', { kind: 'prints', stdout: 'out\n', stderr: 'err\n' })
    expect(await exec('sh', '-c', 'x')).toBe('out\nerr\n')
    pod.say('app', { kind: 'prints', exitCode: 7 })
    expect(await exec('false')).toContain('command terminated with exit code 7')
    pod.say('app', { kind: 'echoes' })
    // Without -i its input is empty, and it ends at once.
    expect(await exec('cat')).toBe('')
    // More than what is sent at once; the test's own pipe takes a megabyte.
    const bytes = 1_000_000
    pod.say('app', { kind: 'pours', bytes })
    expect((await exec('cat')).length).toBe(bytes)
    expect(
      await kubectl('viewer', 'exec', '-n', 'shop', 'native-sidecar-abcde', '-c', 'app', '--', 'sh'),
    ).toContain('cannot create resource "pods/exec"')
    expect(await kubectl('admin', 'exec', '-n', 'legacy', 'crash-looping', '--', 'sh')).toContain(
      'unable to upgrade connection: container not found ("app")',
    )
    const seen = sandbox.seen().find(({ url }) => url.includes('/exec?command=sh'))
    expect(seen?.method).toBe('GET')
  })

  test('debugs a pod with a container of its own', async () => {
    const debug = (user: string, image: string) =>
      kubectl(
        user,
        'debug',
        '-n',
        'shop',
        'native-sidecar-abcde',
        '--target=app',
        `--image=${image}`,
        '-c',
        'own',
      )
    expect(await debug('viewer', 'x')).toContain('cannot patch resource "pods/ephemeralcontainers"')
    const [image = ''] = (
      await kubectl(
        'admin',
        'get',
        'pod',
        '-n',
        'shop',
        'native-sidecar-abcde',
        '-o',
        'jsonpath={.spec.containers[0].image}',
      )
    ).split('\n')
    await debug('admin', image)
    const { status } = sandbox.pod('shop/native-sidecar-abcde').object
    expect(status).toMatchObject({ ephemeralContainerStatuses: [{ name: 'own', state: { running: {} } }] })
    sandbox.pod('shop/native-sidecar-abcde').say('own', { kind: 'prints', stdout: 'here' })
    expect(
      await kubectl('admin', 'exec', '-n', 'shop', 'native-sidecar-abcde', '-c', 'own', '--', 'sh'),
    ).toBe('here')
    expect(await debug('admin', image)).toContain('Duplicate value')
  })

  test('reads logs, and follows them', async () => {
    const logs = (...args: readonly string[]) =>
      kubectl('admin', 'logs', '-n', 'shop', 'native-sidecar-abcde', ...args)
    expect(await logs('-c', 'istio-proxy', '--tail=1')).toBe('info\tEnvoy proxy is ready\n')
    expect(await logs('-c', 'app', '--previous')).toContain('previous terminated container "app"')
    expect(await kubectl('admin', 'logs', '-n', 'legacy', 'crash-looping')).toBe('cannot start\n')
    const args = argumentsOf('admin', [
      'logs',
      '-n',
      'shop',
      'native-sidecar-abcde',
      '-c',
      'istio-proxy',
      '-f',
      '--tail=1',
    ])
    const following = spawn('kubectl', args, { stdio: ['ignore', 'pipe', 'inherit'] })
    const lines: string[] = []
    for await (const line of createInterface({ input: following.stdout })) {
      lines.push(line)
      if (lines.length === 1) await sandbox.pod('shop/native-sidecar-abcde').writeLog('istio-proxy', 'new')
      // It ends by itself, with its container.
      if (lines.length === 2) sandbox.pod('shop/native-sidecar-abcde').crashContainer('istio-proxy')
    }
    expect(lines).toEqual(['info\tEnvoy proxy is ready', 'new'])
  })
})
