import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { recordedObjects, recordedPod, entryPaths } from '@portolan/recording/entries'
import type { OpenRecording } from '@portolan/recording/open-recording'
import { generateMesh, meshOfKinds } from '@portolan/sandbox/generate-mesh'
import { recordedMesh } from '@portolan/sandbox/recorded-mesh'
import { Gate } from '@portolan/tunnel/gate'
import { describe, expect, test } from 'vitest'
import * as z from 'zod/mini'
import { observeOnce } from '../observe/observe-once.ts'
import { readPodOnce } from '../routes/read-pod.ts'
import { SnapshotOnSandbox, wholeMesh } from '../testing/snapshot-on-sandbox.ts'
import { workFolderOf } from './snapshot-file.ts'

const small = () => generateMesh({ pods: 2, services: 2, namespaces: 1 })

/** What a port answered, with its body instead of the name of one. */
async function answersOf(recording: OpenRecording, namespace: string, name: string, moment = 0) {
  const { ports } = await recording.readJson(entryPaths.pod(moment, namespace, name), recordedPod)
  const told = Object.entries(ports).map(async ([number, { container, behaviour }]) => {
    if (!('answers' in behaviour)) return [number, { container, behaviour }] as const
    const answers = await Promise.all(
      behaviour.answers.map(async ({ target, status, headers, body }) => {
        const text = body === undefined ? '' : (await recording.readBody(body)).toString('utf8')
        return { target, status, headers, text }
      }),
    )
    return [number, { container, behaviour: { ...behaviour, unknown: undefined, answers } }] as const
  })
  return Object.fromEntries(await Promise.all(told))
}

const httpPort = z.object({ behaviour: z.object({ answers: z.array(z.object({ target: z.string() })) }) })

function targetsOf(port: unknown): readonly string[] {
  return z.parse(httpPort, port).behaviour.answers.map(({ target }) => target)
}

/** Chart and observations as the dashboard gets them, without what no two observations share. */
async function seen({ session }: SnapshotOnSandbox, namespace: string, name: string) {
  const signal = AbortSignal.timeout(30_000)
  const { chart, summary } = await readPodOnce(session, { namespace, name }, signal)
  const { access, agent, clock, client } = session
  const reviewAccess = () => client.portForwardAccess(namespace, name)
  const observed = await observeOnce(chart, {
    access,
    agent,
    clock,
    signal,
    reviewAccess,
    deadlineMs: 10_000,
  })
  const ports = observed.ports.toSorted((a, b) => a.port.localeCompare(b.port))
  const facts = { chart, summary, ports, vitals: observed.vitals }
  const passing = new Set(['milliseconds', 'heldMilliseconds', 'observedAt', 'access'])
  const text = JSON.stringify(facts, (key, value: unknown) => (passing.has(key) ? undefined : value))
  const value: unknown = JSON.parse(text)
  return value
}

describe('a mesh that was recorded and opened again', () => {
  test('shows the same charts, states and evidence, and answers the same bytes', async () => {
    await using live = await SnapshotOnSandbox.start({ mesh: meshOfKinds() })
    const { manifest } = await live.record()
    expect(manifest.gaps).toEqual([])
    await using recording = await live.open()
    await using replayed = await SnapshotOnSandbox.start({ mesh: await recordedMesh(recording) })
    await replayed.record()
    await using again = await replayed.open()

    const pods = live.sandbox.objects.list('pods').map(({ metadata }) => metadata)
    expect(pods.map(({ name }) => name)).toContain('native-sidecar-abcde')
    const gate = new Gate(4)
    const compare = async (namespace: string, name: string) => {
      const [then, now] = await Promise.all([seen(live, namespace, name), seen(replayed, namespace, name)])
      expect({ name, seen: now }).toEqual({ name, seen: then })
      const path = entryPaths.pod(0, namespace, name)
      expect({ name, kept: again.has(path) }).toEqual({ name, kept: recording.has(path) })
      if (!recording.has(path)) return
      const ports = await answersOf(again, namespace, name)
      expect({ name, ports }).toEqual({ name, ports: await answersOf(recording, namespace, name) })
    }
    const { signal } = new AbortController()
    await Promise.all(
      pods.map(({ namespace = '', name }) => gate.run(signal, () => compare(namespace, name))),
    )
  }, 60_000)

  test('holds the whole configuration of each proxy, with its endpoints, and istiod’s view of it', async () => {
    await using live = await SnapshotOnSandbox.start({ mesh: small() })
    await live.record()
    await using recording = await live.open()
    const { name: sidecar } = live.sandbox.pod('shop/frontend').object.metadata
    const admin = (await answersOf(recording, 'shop', sidecar))['15000']
    const { name: istiod } = live.sandbox.pod('istio-system/istiod').object.metadata
    const debug = (await answersOf(recording, 'istio-system', istiod))['15014']
    expect(targetsOf(admin)).toEqual(
      expect.arrayContaining(['/config_dump?include_eds', '/stats', '/server_info', '/certs']),
    )
    expect(targetsOf(debug)).toContain(`/debug/config_dump?proxyID=${sidecar}.shop`)
    const profiles = targetsOf(debug).filter(
      (target) => target.startsWith('/debug/pprof/') && target.includes('debug='),
    )
    expect(profiles).toEqual([])
  })

  test('several moments are kept one after the other', async () => {
    await using live = await SnapshotOnSandbox.start({ mesh: small() })
    const { manifest } = await live.record({ moments: 2, every: 10 })
    expect(manifest.moments).toHaveLength(2)
    const { name } = live.sandbox.pod('shop/frontend').object.metadata
    await using recording = await live.open()
    expect(Object.keys(await answersOf(recording, 'shop', name, 1))).toContain('15000')
  })
})

describe('only what was chosen is recorded', () => {
  test('one pod brings its namespace, its services and the control plane’s objects, and nobody else’s ports', async () => {
    await using live = await SnapshotOnSandbox.start({
      mesh: generateMesh({ pods: 4, services: 4, namespaces: 2 }),
    })
    const { namespace = '', name } = live.sandbox.pod('shop/frontend').object.metadata
    await live.record({ scope: { ...wholeMesh, pods: [{ namespace, name }] } })
    await using recording = await live.open()
    const { manifest } = recording
    expect(manifest.scope).toEqual({ pods: [`${namespace}/${name}`], costly: false })
    expect(manifest.files.flatMap(({ path }) => (path.startsWith('pods/') ? [path] : []))).toEqual([
      entryPaths.pod(0, namespace, name),
    ])
    const { items } = await recording.readJson(entryPaths.objects(0, 'pods'), recordedObjects)
    const names = items.map(({ metadata }) => z.parse(z.object({ name: z.string() }), metadata).name)
    expect(names.toSorted()).toEqual([expect.stringMatching(/^frontend-/), expect.stringMatching(/^istiod-/)])
    const configMaps = await recording.readJson(entryPaths.objects(0, 'configmaps'), recordedObjects)
    expect(configMaps.items).toHaveLength(1)
  })
})

describe('what cannot be had is a gap with its reason, and not the end', () => {
  test('a right that is missing in one namespace', async () => {
    await using live = await SnapshotOnSandbox.start({ mesh: small() })
    live.sandbox.api.forbid('admin', 'get', 'pods/portforward', ['istio-system'])
    const { manifest } = await live.record()
    const gaps = manifest.gaps.filter(({ what }) => what.startsWith('istio-system/istiod'))
    expect(gaps).toEqual([
      { what: expect.stringContaining('ports'), why: expect.stringContaining('portforward') },
    ])
    const paths = manifest.files.map(({ path }) => path)
    expect(paths.some((path) => path.startsWith('pods/shop/'))).toBe(true)
    expect(paths.some((path) => path.startsWith('pods/istio-system/'))).toBe(false)
  })

  test('a list that may not be read', async () => {
    await using live = await SnapshotOnSandbox.start({ mesh: small() })
    live.sandbox.api.forbid('admin', 'list', 'services')
    const { manifest } = await live.record()
    expect(manifest.gaps).toContainEqual({
      what: '/api/v1/services',
      why: expect.stringContaining('forbidden'),
    })
  })

  test('but with no pod at all there is no recording', async () => {
    await using live = await SnapshotOnSandbox.start({ mesh: small() })
    live.sandbox.api.forbid('admin', 'list', 'pods')
    await expect(live.record()).rejects.toThrow(/no pod that could be recorded.*forbidden/)
    expect(existsSync(live.out)).toBe(false)
  })

  test('an answer above the limit is left out whole', async () => {
    await using live = await SnapshotOnSandbox.start({ mesh: small() })
    const { manifest } = await live.record({ sizes: { answer: 2_000, total: 10_000_000 } })
    expect(manifest.gaps).toContainEqual({
      what: expect.stringMatching(/istiod.* port (?:8080|15014) GET \/debug\/syncz$/),
      why: expect.stringContaining('longer than 2000 bytes'),
    })
    expect(
      Math.max(...manifest.files.filter(({ path }) => path.startsWith('bodies/')).map(({ bytes }) => bytes)),
    ).toBeLessThanOrEqual(2_000)
  })

  test('a port that stops in the middle of an answer', async () => {
    await using live = await SnapshotOnSandbox.start({ mesh: small() })
    live.sandbox.pod('shop/frontend').resetAfter(15000, 1_000)
    const { manifest } = await live.record()
    const missing = manifest.gaps.map(({ what }) => what.replace(/^.* GET /, ''))
    expect(missing).toContain('/stats/prometheus')
    await using recording = await live.open()
    const { name } = live.sandbox.pod('shop/frontend').object.metadata
    const kept = targetsOf((await answersOf(recording, 'shop', name))['15000'])
    expect(kept.filter((target) => missing.includes(target))).toEqual([])
  })
})

describe('a recording that is broken off', () => {
  test('leaves no file and nothing running, and goes on where it was', async () => {
    await using live = await SnapshotOnSandbox.start({ mesh: small() })
    const stop = new AbortController()
    const broken = live.record(
      {},
      { signal: stop.signal, progress: ({ done }) => done === 2 && stop.abort() },
    )
    await expect(broken).rejects.toThrow(/abort/i)
    expect(existsSync(live.out)).toBe(false)
    live.session.agent.destroy()
    // What was on its way when it was broken off arrives all the same; nothing follows it.
    await pause(250)
    const asked = live.sandbox.seen().length
    await pause(100)
    expect(live.sandbox.seen().length).toBe(asked)
    expect(live.sandbox.tunnels().open).toBe(0)

    const before = live.sandbox.tunnels().opened
    const { manifest } = await live.record()
    expect(manifest.files.filter(({ path }) => path.startsWith('pods/'))).toHaveLength(4)
    expect(existsSync(workFolderOf(live.out))).toBe(false)
    const rest = live.sandbox.tunnels().opened - before
    expect(rest).toBeLessThan(before)
    await using recording = await live.open()
    expect(recording.manifest.gaps).toEqual([])
  })

  test('still redacts what only its first part told', async () => {
    await using live = await SnapshotOnSandbox.start({ mesh: small() })
    const secret = 'Kv9-hunter2-Zq7LmX4w'
    const told = live.sandbox.pod('shop/frontend').object
    const spec = { ...Object(told['spec']) }
    const [container] = z.parse(
      z.object({ containers: z.array(z.record(z.string(), z.unknown())) }),
      spec,
    ).containers
    live.sandbox.objects.put('pods', {
      ...told,
      spec: { ...spec, containers: [{ ...container, env: [{ name: 'APP_MODE', value: secret }] }] },
    })
    const stop = new AbortController()
    await expect(
      live.record({}, { signal: stop.signal, progress: ({ done }) => done === 1 && stop.abort() }),
    ).rejects.toThrow(/abort/i)
    // The value is gone from the objects when the recording goes on, and another pod repeats it.
    live.sandbox.objects.put('pods', told)
    for (const pod of live.sandbox.objects.list('pods')) {
      live.sandbox.pod(`${pod.metadata.namespace ?? ''}/${pod.metadata.name}`).open(15021, {
        container: 'istio-proxy',
        kind: 'http',
        handler: (_request, response) => response.end(`the value is ${secret}`),
      })
    }
    await live.record()
    await using recording = await live.open()
    for (const { path } of recording.manifest.files) {
      expect((await recording.readBody(path)).toString('latin1')).not.toContain(secret)
    }
  })

  test('is not gone on with as another one', async () => {
    await using live = await SnapshotOnSandbox.start({ mesh: small() })
    const stop = new AbortController()
    await expect(
      live.record({}, { signal: stop.signal, progress: ({ done }) => done === 1 && stop.abort() }),
    ).rejects.toThrow(/abort/i)
    await expect(live.record({ scope: { ...wholeMesh, costly: true } })).rejects.toThrow(
      /Another recording was begun/,
    )
  })
})

describe('files', () => {
  test('one that is there is not overwritten, unless that was asked for', async () => {
    await using live = await SnapshotOnSandbox.start({ mesh: small() })
    writeFileSync(live.out, 'something dear')
    await expect(live.record()).rejects.toThrow(/is there already/)
    expect(readFileSync(live.out, 'utf8')).toBe('something dear')
    await live.record({}, { force: true })
    await using recording = await live.open()
    expect(recording.manifest.format).toBe('portolan-recording')
    expect(readdirSync(live.folder)).toEqual(['mesh.tar.gz'])
  })
})

test('of heavy questions one at a time is under way at Envoy’s admin port', async () => {
  await using live = await SnapshotOnSandbox.start({ mesh: small() })
  const heavy = { now: 0, most: 0, seen: 0 }
  live.sandbox.pod('shop/frontend').open(15000, {
    container: 'istio-proxy',
    kind: 'http',
    handler: (request, response) => {
      const byRecorder = request.headers['user-agent'] === 'portolan'
      if (byRecorder && /^\/(?:stats(?!\/recentlookups)|clusters|config_dump)/.test(request.url ?? '')) {
        heavy.seen += 1
        heavy.now += 1
        heavy.most = Math.max(heavy.most, heavy.now)
        setTimeout(() => {
          heavy.now -= 1
          response.end('{}')
        }, 20)
      } else response.end('{}')
    },
  })
  const { namespace = '', name } = live.sandbox.pod('shop/frontend').object.metadata
  await live.record({ scope: { ...wholeMesh, pods: [{ namespace, name }] } })
  expect(heavy.seen).toBeGreaterThan(5)
  expect(heavy.most).toBe(1)
})
